package io.vedette.cli.fleet;

import io.vedette.proto.v1.RolloutPlan;
import io.vedette.proto.v1.RolloutWave;
import io.vedette.proto.v1.VersionRef;
import java.util.ArrayList;
import java.util.List;

/** A plan of a rollout, as lines for people. */
final class RolloutPlanText {

  private RolloutPlanText() {}

  static List<String> lines(RolloutPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        (plan.hasPrevious() ? name(plan.getPrevious()) : "nothing")
            + " -> "
            + name(plan.getVersion()));
    if (plan.getWavesCount() == 0) {
      lines.add("No device is online: the first that comes is the canary.");
    }
    for (RolloutWave wave : plan.getWavesList()) {
      lines.add(
          "  %-8s %6d device%s %d may fail   %s"
              .formatted(
                  wave.getNumber() == 0 ? "canary" : "wave " + wave.getNumber(),
                  wave.getDevices(),
                  wave.getDevices() == 1 ? ", " : "s,",
                  wave.getMayFail(),
                  named(wave)));
    }
    lines.add(
        "At most %d install at one time; one that takes longer than %s has failed."
            .formatted(plan.getAtOnce(), time(plan.getDeviceDeadlineMs())));
    lines.add(bake(plan));
    lines.add(
        plan.hasExpectedMs()
            ? "Expected time: %s (of %d devices half took up to %s, nine of ten up to %s); at most %s until it is over or waits for you."
                .formatted(
                    time(plan.getExpectedMs()),
                    plan.getMeasuredDevices(),
                    time(plan.getMedianInstallMs()),
                    time(plan.getSlowInstallMs()),
                    time(plan.getMostMs()))
            : "No device was timed yet; at most %s until it is over or waits for you."
                .formatted(time(plan.getMostMs())));
    return lines;
  }

  private static String bake(RolloutPlan plan) {
    if (plan.getBakeMs() == 0) {
      return "It is not judged in the field: an install that is confirmed is enough.";
    }
    return "Judged in the field on the canary and on all, each for %s, %d frames and %d objects at least; a person decides after %s, and it may be turned back until %s after the end."
        .formatted(
            time(plan.getBakeMs()),
            plan.getBakeFrames(),
            plan.getBakeObjects(),
            time(plan.getBakeLimitMs()),
            time(plan.getWatchMs()));
  }

  private static String named(RolloutWave wave) {
    int shown = Math.min(4, wave.getNamedCount());
    String names = String.join(", ", wave.getNamedList().subList(0, shown));
    return shown < wave.getDevices() ? names + ", …" : names;
  }

  /** "9 s", "2 min", "1.5 h". */
  static String time(long ms) {
    double seconds = ms / 1e3;
    if (seconds < 90) {
      return trimmed(seconds) + " s";
    }
    return seconds < 5_400 ? trimmed(seconds / 60) + " min" : trimmed(seconds / 3_600) + " h";
  }

  private static String trimmed(double value) {
    return value < 10 && value != Math.rint(value)
        ? "%.1f".formatted(value)
        : Long.toString(Math.round(value));
  }

  private static String name(VersionRef version) {
    return version.getName() + ":" + version.getNumber();
  }
}
