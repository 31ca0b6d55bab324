package io.vedette.cli.detect;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A run over pictures or a video, checked and ready, that needs its detectors yet. */
sealed interface DetectRun permits PictureDetection, VideoDetection {

  /** How many detectors can be of use, 1 or more. */
  int lanes();

  /**
   * Answers all, or as much as there is time for.
   *
   * @param detectors one for each thread that answers
   * @param stopping whether nothing more is to be begun; what was begun is finished
   * @return whether all was answered, and written where that was wanted
   */
  boolean run(List<Detector> detectors, BooleanSupplier stopping, PrintWriter out)
      throws DetectorException, IOException;
}
