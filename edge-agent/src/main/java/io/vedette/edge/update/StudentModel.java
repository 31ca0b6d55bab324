package io.vedette.edge.update;

import io.vedette.detector.DetectorException;
import io.vedette.detector.head.Hints;
import io.vedette.edge.pipeline.OpenModels;
import io.vedette.edge.pipeline.StudentDetectors;
import io.vedette.edge.status.InstalledModel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model that a student runs.
 *
 * @param installed what it is called
 * @param slot of the version; null: it is the model of the configuration
 */
public record StudentModel(
    StudentDetectors detectors, InstalledModel installed, @Nullable Slot slot) {

  /**
   * The model of the configuration.
   *
   * @param hints how to read it
   * @throws DetectorException in one line, when the model cannot be used
   */
  public static StudentModel configured(Path file, Hints hints, OpenModels models)
      throws DetectorException {
    StudentDetectors detectors = models.infer(file, hints);
    return new StudentModel(detectors, new InstalledModel(null, "", detectors.digest()), null);
  }

  /**
   * An installed version.
   *
   * @param slot one of {@code slots}
   * @throws DetectorException in one line, when the model cannot be used
   */
  public static StudentModel installed(Slot slot, Slots slots, OpenModels models)
      throws DetectorException {
    StudentDetectors detectors = models.known(slots.file(slot), slot.detector());
    return new StudentModel(
        detectors, new InstalledModel(slot.version(), slot.variant(), detectors.digest()), slot);
  }
}
