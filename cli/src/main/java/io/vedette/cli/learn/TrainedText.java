package io.vedette.cli.learn;

import io.vedette.federated.train.EpochReport;
import io.vedette.federated.train.TrainingResult;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;

/** What a training came to, for people. */
final class TrainedText {

  private TrainedText() {}

  static String of(TrainingResult result, Path folder) {
    String text =
        String.format(
            Locale.ROOT,
            "%s: %s epochs on %d pictures in %.0f s, loss %.2f to %.2f",
            folder,
            epochs(result),
            result.examples(),
            result.seconds(),
            result.lossBefore(),
            result.lossAfter());
    return score(result, text) + left(folder);
  }

  private static String epochs(TrainingResult result) {
    String run = String.valueOf(result.epochs().size());
    return result.stoppedEarly() ? run + " of " + result.planned() + " (AP50 got no better)" : run;
  }

  /** What lies in the folder, and what it is good for. */
  private static String left(Path folder) {
    return String.format(
        "%n  %s  to run%n  %s  to train on, or to distil from%n  %s  one line an epoch",
        folder.resolve("fp32.onnx"),
        folder.resolve("training.onnx"),
        folder.resolve("metrics.csv"));
  }

  private static String score(TrainingResult result, String text) {
    return result.epochs().stream()
        .filter(e -> !Double.isNaN(e.ap50()))
        .max(Comparator.comparingDouble(EpochReport::ap50))
        .map(
            best ->
                text
                    + String.format(
                        Locale.ROOT,
                        ", AP50 %.3f AP %.3f in epoch %d",
                        best.ap50(),
                        best.ap(),
                        best.epoch()))
        .orElse(text);
  }
}
