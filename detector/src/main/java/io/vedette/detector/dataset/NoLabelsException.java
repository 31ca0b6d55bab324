package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Not one object is labelled in pictures whose labels are needed. */
final class NoLabelsException extends DetectorException {

  private static final long serialVersionUID = 1L;

  /**
   * @param lookedIn some of the folders where labels of single pictures would be
   */
  NoLabelsException(Path path, int pictures, Collection<Path> lookedIn) {
    super(
        path
            + ": no object is labelled on its "
            + pictures
            + " pictures"
            + (lookedIn.isEmpty()
                ? ""
                : "; labels were looked for in "
                    + lookedIn.stream().map(Path::toString).collect(Collectors.joining(", "))));
  }
}
