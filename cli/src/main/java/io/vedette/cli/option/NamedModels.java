package io.vedette.cli.option;

import io.vedette.cli.coordinator.ModelReference;
import io.vedette.cli.coordinator.RegistryModels;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.detector.runtime.SharedDetector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Models that are named on the command line, by {@code --model}, {@code --against}, {@code --from},
 * {@code --teacher} or {@code --student}: the one place where a name becomes a file. A name is a
 * file, or {@code name:number} or {@code name@alias} of a coordinator's registry.
 */
public final class NamedModels {

  private NamedModels() {}

  /** The model and what is known about it, not opened; of a version, what can be trained. */
  public static DetectorModel read(Path named, Hints hints) throws DetectorException {
    return DetectorModel.read(file(named, true), hints);
  }

  /** The model, opened. */
  public static Detector open(Path named, Hints hints, RuntimeOptions options)
      throws DetectorException {
    return OnnxDetector.open(file(named, false), hints, options);
  }

  /** The model, opened for several threads; at most {@code lanes} of them look at once. */
  public static SharedDetector openShared(
      Path named, Hints hints, RuntimeOptions options, int lanes) throws DetectorException {
    return SharedDetector.open(file(named, false), hints, options, lanes);
  }

  /** The model's file; of a version, what can be trained. */
  public static Path file(Path named) throws DetectorException {
    return file(named, true);
  }

  private static Path file(Path named, boolean trains) throws DetectorException {
    Optional<ModelReference> reference =
        Files.exists(named) ? Optional.empty() : ModelReference.of(named.toString());
    return reference.isPresent() ? RegistryModels.here().file(reference.get(), trains) : named;
  }
}
