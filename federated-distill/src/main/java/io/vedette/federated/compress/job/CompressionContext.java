package io.vedette.federated.compress.job;

import io.vedette.federated.compress.ProgressFactory;
import io.vedette.federated.compress.search.DeviceProfile;
import io.vedette.federated.worker.Limits;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a compression job runs with.
 *
 * @param training limits of each training process
 * @param messages takes lines for people
 */
public record CompressionContext(
    Limits training, ProgressFactory progress, Consumer<String> messages) {

  void say(String line) {
    messages.accept(line);
  }

  void warn(CompressionTask task) {
    task.calibration().warning().ifPresent(messages);
  }

  /**
   * @param profile of the device that the models are for; null if there is none
   */
  LocalRecipeContext recipeContext(CompressionTask task, @Nullable DeviceProfile profile) {
    TrainingRunner runner =
        new TrainingRunner(
            task.training(),
            task.steps().resolve("memory"),
            training,
            new TrainingProgressText(messages));
    return new LocalRecipeContext(task, runner, progress, profile);
  }
}
