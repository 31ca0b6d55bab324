package io.vedette.cli.option;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.detector.runtime.SharedDetector;
import java.nio.file.Path;

/**
 * Models that are named on the command line, by {@code --model}, {@code --against}, {@code --from},
 * {@code --teacher} or {@code --student}: the one place where a name becomes a file.
 */
public final class NamedModels {

  private NamedModels() {}

  /** The model and what is known about it, not opened. */
  public static DetectorModel read(Path named, Hints hints) throws DetectorException {
    return DetectorModel.read(file(named), hints);
  }

  /** The model, opened. */
  public static Detector open(Path named, Hints hints, RuntimeOptions options)
      throws DetectorException {
    return OnnxDetector.open(file(named), hints, options);
  }

  /** The model, opened for several threads; at most {@code lanes} of them look at once. */
  public static SharedDetector openShared(
      Path named, Hints hints, RuntimeOptions options, int lanes) throws DetectorException {
    return SharedDetector.open(file(named), hints, options, lanes);
  }

  private static Path file(Path named) {
    return named;
  }
}
