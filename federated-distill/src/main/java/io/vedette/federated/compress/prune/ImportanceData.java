package io.vedette.federated.compress.prune;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;

/** Labelled pictures that importance may need. */
@FunctionalInterface
public interface ImportanceData {

  /** For measures that look at the weights alone. */
  ImportanceData NONE =
      () -> {
        throw new DetectorException(
            "importance taylor needs labelled pictures, and there are none");
      };

  /**
   * The pictures.
   *
   * @throws DetectorException when there are none
   */
  Dataset pictures() throws DetectorException;
}
