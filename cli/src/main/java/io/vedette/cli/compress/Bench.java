package io.vedette.cli.compress;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.quantize.PictureSource;
import io.vedette.federated.compress.recipe.Ingredient;
import io.vedette.federated.compress.recipe.Lesson;
import io.vedette.federated.compress.recipe.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The workbench of this machine: pictures from disk, trainings as processes of their own. */
final class Bench implements Workbench {

  private final Graph original;
  private final CalibrationData calibration;
  private final LessonData lessons;
  private final Schooling schooling;
  private final Progress progress;
  private @Nullable String lessonsDigest;

  Bench(
      Graph original,
      CalibrationData calibration,
      LessonData lessons,
      Schooling schooling,
      Progress progress) {
    this.original = original;
    this.calibration = calibration;
    this.lessons = lessons;
    this.schooling = schooling;
    this.progress = progress;
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
  public String digest(Ingredient ingredient) throws DetectorException {
    if (ingredient == Ingredient.CALIBRATION) {
      return calibration.digest();
    }
    if (lessonsDigest == null) {
      lessonsDigest = lessons.open().digest() + " hold out " + lessons.holdOut();
    }
    return lessonsDigest;
  }

  @Override
  public Graph taught(Lesson lesson, Path folder)
      throws DetectorException, IOException, InterruptedException {
    return schooling.taught(lesson, folder);
  }

  @Override
  public IntConsumer progress(String what, int total) {
    return progress.of(what, total);
  }
}
