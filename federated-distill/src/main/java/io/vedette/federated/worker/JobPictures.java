package io.vedette.federated.worker;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.dataset.Inspection;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of a job. They come from devices: one that cannot be decoded, or is not of the size
 * that its device stated, is left out and logged, and does not end the job of all others.
 */
final class JobPictures {

  private static final Logger log = LoggerFactory.getLogger(JobPictures.class);

  private JobPictures() {}

  /**
   * Opens what can be used of a dataset.
   *
   * @throws DetectorException when there is no dataset, or not one picture of it can be used
   */
  static Dataset open(Path path) throws DetectorException {
    Inspection found = Datasets.inspect(path, null).decoded();
    if (found.count() > 0) {
      log.warn(
          "{}: {} of {} pictures and {} boxes are left out: {}",
          path,
          found.picturesLeftOut(),
          found.pictures(),
          found.boxesLeftOut(),
          found.summary());
    }
    if (found.pictures() > 0 && found.dataset().samples().isEmpty()) {
      throw new DetectorException(path + ": no picture can be used: " + found.summary());
    }
    return found.dataset();
  }
}
