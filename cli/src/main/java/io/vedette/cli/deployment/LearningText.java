package io.vedette.cli.deployment;

import io.vedette.proto.v1.Deployment;
import io.vedette.proto.v1.Drift;
import io.vedette.proto.v1.NextRound;
import io.vedette.proto.v1.WatchedSeries;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Drift of a deployment and when it learns next, in words. */
final class LearningText {

  private LearningText() {}

  /** A line for each drift that stands; else what is watched. */
  static List<String> drift(Deployment of) {
    List<String> lines = new ArrayList<>();
    for (Drift drift : of.getDrift().getDriftsList()) {
      if (!drift.hasEndedMs()) {
        lines.add(drift.getText() + ", since about " + time(drift.getSinceMs()));
      }
    }
    return lines.isEmpty() ? List.of(watched(of)) : lines;
  }

  private static String watched(Deployment of) {
    List<String> series =
        of.getDrift().getSeriesList().stream()
            .filter(each -> each.getCamera().isEmpty())
            .filter(each -> each.getVersion().equals(of.getDrift().getSeries(0).getVersion()))
            .map(LearningText::level)
            .toList();
    return series.isEmpty()
        ? "none; no audit came yet"
        : "none; " + of.getDrift().getSeries(0).getVersion() + " has " + String.join(", ", series);
  }

  private static String level(WatchedSeries of) {
    return String.format(
        Locale.ROOT, "%s %.2f (%d values)", of.getSeries(), of.getLevel(), of.getValues());
  }

  /** When the next round opens. */
  static String nextRound(Deployment of) {
    NextRound next = of.getNextRound();
    if (next.getUrgent()) {
      return "as soon as devices can take part, because of " + next.getBecause();
    }
    if (!next.hasNotBeforeMs() && !next.getBecause().isEmpty()) {
      return next.getBecause();
    }
    return next.hasNotBeforeMs()
        ? "not before " + time(next.getNotBeforeMs()) + ", because " + next.getBecause()
        : "when enough verdicts came and devices can take part";
  }

  private static Instant time(long ms) {
    return Instant.ofEpochMilli(ms).truncatedTo(ChronoUnit.SECONDS);
  }
}
