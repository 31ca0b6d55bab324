package io.vedette.federated.compress.job;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.ProgressFactory;
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

/** A recipe's context on this machine: pictures from disk, trainings in processes of their own. */
final class LocalRecipeContext implements RecipeContext {

  static final String NO_PROFILE =
      "it needs to know how fast the device is; give --profile FILE, which vedette bench device"
          + " --output FILE makes there";

  private final CompressionTask task;
  private final TrainingRunner runner;
  private final ProgressFactory progress;
  private final @Nullable DeviceProfile profile;
  private @Nullable String picturesDigest;

  LocalRecipeContext(
      CompressionTask task,
      TrainingRunner runner,
      ProgressFactory progress,
      @Nullable DeviceProfile profile) {
    this.task = task;
    this.runner = runner;
    this.progress = progress;
    this.profile = profile;
  }

  @Override
  public Graph original() {
    return task.model().graph();
  }

  @Override
  public List<PictureSource> calibration() {
    return task.calibration().pictures();
  }

  @Override
  public Dataset trainingData() throws DetectorException {
    return task.training().open();
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
  public String digest(Requirement requirement) throws DetectorException {
    return switch (requirement) {
      case CALIBRATION -> task.calibration().digest();
      case TRAINING_DATA -> picturesDigest();
      case SPEED -> profile().operators().toString();
    };
  }

  private String picturesDigest() throws DetectorException {
    if (picturesDigest == null) {
      picturesDigest = task.training().open().digest() + " hold out " + task.training().holdOut();
    }
    return picturesDigest;
  }

  @Override
  public Graph train(TrainingTask training, Path folder)
      throws DetectorException, IOException, InterruptedException {
    return runner.train(training, folder);
  }

  @Override
  public IntConsumer progress(String what, int total) {
    return progress.of(what, total);
  }
}
