package io.vedette.cli;

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
            "%s: %d epochs on %d pictures in %.0f s, loss %.2f to %.2f",
            folder,
            result.epochs().size(),
            result.examples(),
            result.seconds(),
            result.lossBefore(),
            result.lossAfter());
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
