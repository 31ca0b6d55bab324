package io.vedette.cli.compress;

import io.vedette.cli.process.OwnCommand;
import io.vedette.federated.compress.search.DeviceProfile;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * What compressing has around it.
 *
 * @param vedette starts trainings
 * @param err where it is told how far the work is
 */
public record CompressionContext(OwnCommand vedette, ProgressFactory progress, PrintWriter err) {

  void say(String line) {
    err.println(line);
    err.flush();
  }

  /**
   * @param profile of the device that the models are for; null where there is none
   */
  LocalRecipeContext bench(CompressionTask assignment, @Nullable DeviceProfile profile) {
    TrainingRunner schooling =
        new TrainingRunner(
            vedette,
            assignment.lessons(),
            assignment.output().resolve("steps").resolve("memory"),
            line -> say("  " + line));
    return new LocalRecipeContext(
        assignment.graph(),
        assignment.calibration(),
        assignment.lessons(),
        schooling,
        progress,
        profile);
  }
}
