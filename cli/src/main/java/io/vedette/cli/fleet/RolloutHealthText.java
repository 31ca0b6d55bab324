package io.vedette.cli.fleet;

import io.vedette.proto.v1.FieldInterval;
import io.vedette.proto.v1.HealthSignalResult;
import io.vedette.proto.v1.RolloutHealth;
import io.vedette.wire.EnumLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a version does in the field, as a table for people. */
final class RolloutHealthText {

  private RolloutHealthText() {}

  static List<String> lines(RolloutHealth health) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "  in the field: %s%s",
            EnumLabels.labelOf(health.getState()),
            health.getWhy().isEmpty() ? "" : ": " + health.getWhy()));
    lines.add(
        String.format(
            Locale.ROOT,
            "  seen: %,d frames and %,d objects, at least %,d and %,d, and %d s",
            health.getFrames(),
            health.getObjects(),
            health.getLeastFrames(),
            health.getLeastObjects(),
            health.getLeastMs() / 1_000));
    if (health.getSignalsCount() > 0) {
      lines.add(row("SIGNAL", "BEFORE", "NOW", "LIMIT", "RESULT"));
    }
    for (HealthSignalResult signal : health.getSignalsList()) {
      lines.add(
          row(
              signal.getSignal() + (signal.getLabel().isEmpty() ? "" : " " + signal.getLabel()),
              interval(signal.getBefore()),
              interval(signal.getNow()),
              limit(signal),
              EnumLabels.labelOf(signal.getState())
                  + (signal.getDevices().isEmpty() ? "" : " on " + signal.getDevices())));
    }
    return lines;
  }

  private static String row(String signal, String before, String now, String limit, String result) {
    return String.format(
            Locale.ROOT, "    %-20s %-22s %-22s %-14s %s", signal, before, now, limit, result)
        .stripTrailing();
  }

  private static String interval(FieldInterval of) {
    return String.format(
        Locale.ROOT, "%.2f (%.2f to %.2f)", of.getValue(), of.getLow(), of.getHigh());
  }

  private static String limit(HealthSignalResult signal) {
    String least = signal.hasLeast() ? String.format(Locale.ROOT, "%.2f", signal.getLeast()) : "";
    String most = signal.hasMost() ? String.format(Locale.ROOT, "%.2f", signal.getMost()) : "";
    return least.isEmpty()
        ? "to " + most
        : most.isEmpty() ? "from " + least : least + " to " + most;
  }
}
