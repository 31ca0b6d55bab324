package io.vedette.cli.compress;

import io.vedette.cli.option.CalibrationData;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Speed;
import io.vedette.federated.compress.quantize.PictureSource;
import io.vedette.federated.compress.recipe.RecipeContext;
import io.vedette.federated.compress.recipe.Requirement;
import io.vedette.federated.compress.recipe.TrainingTask;
import io.vedette.federated.compress.search.DeviceProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The workbench of this machine: pictures from disk, trainings as processes of their own. */
final class LocalRecipeContext implements RecipeContext {

  static final String NO_PROFILE =
      "it needs to know how fast the device is; give --profile FILE, which vedette bench device"
          + " --output FILE makes there";

  private final Graph original;
  private final CalibrationData calibration;
  private final LessonData lessons;
  private final TrainingRunner schooling;
  private final ProgressFactory progress;
  private final @Nullable DeviceProfile profile;
  private @Nullable String lessonsDigest;

  LocalRecipeContext(
      Graph original,
      CalibrationData calibration,
      LessonData lessons,
      TrainingRunner schooling,
      ProgressFactory progress,
      @Nullable DeviceProfile profile) {
    this.original = original;
    this.calibration = calibration;
    this.lessons = lessons;
    this.schooling = schooling;
    this.progress = progress;
    this.profile = profile;
  }

  @Override
  public Graph original() {
    return original;
  }

  @Override
  public List<PictureSource> calibration() {
    return calibration.pictures();
  }

  @Override
  public Dataset lessons() throws DetectorException {
    return lessons.open();
  }

  @Override
  public Speed speed() throws DetectorException {
    return profile();
  }

  private DeviceProfile profile() throws DetectorException {
    if (profile == null) {
      throw new DetectorException(NO_PROFILE);
    }
    return profile;
  }

  @Override
  public String digest(Requirement ingredient) throws DetectorException {
    return switch (ingredient) {
      case CALIBRATION -> calibration.digest();
      case LESSONS -> lessonsDigest();
      case SPEED -> profile().operators().toString();
    };
  }

  private String lessonsDigest() throws DetectorException {
    if (lessonsDigest == null) {
      lessonsDigest = lessons.open().digest() + " hold out " + lessons.holdOut();
    }
    return lessonsDigest;
  }

  @Override
  public Graph taught(TrainingTask lesson, Path folder)
      throws DetectorException, IOException, InterruptedException {
    return schooling.taught(lesson, folder);
  }

  @Override
  public IntConsumer progress(String what, int total) {
    return progress.of(what, total);
  }
}
