package io.vedette.dashboard;

import io.vedette.proto.v1.FieldInterval;
import io.vedette.proto.v1.HealthSignalResult;
import io.vedette.proto.v1.HealthState;
import io.vedette.proto.v1.RolloutHealth;

/** A version that passed on the canary, but for one signal that is not certain yet. */
final class StoryHealth {

  private StoryHealth() {}

  static RolloutHealth health(long sinceMs) {
    return RolloutHealth.newBuilder()
        .setState(HealthState.HEALTH_STATE_INCONCLUSIVE)
        .setWhy("share of objects of class spur: 0.24 before, 0.15 now, limit 0.09")
        .setSinceMs(sinceMs)
        .setLeastMs(30_000)
        .setLimitMs(600_000)
        .setFrames(312)
        .setObjects(841)
        .setLeastFrames(100)
        .setLeastObjects(20)
        .addSignals(
            signal("empty frames", "share of frames without an object", "", 0.05, 0.07, 0.06)
                .setMost(0.48))
        .addSignals(
            signal("objects", "objects per frame", "", 2.8, 2.7, 2.75).setLeast(1.1).setMost(8.2))
        .addSignals(signal("score", "mean score of objects", "", 0.74, 0.78, 0.75).setLeast(0.52))
        .addSignals(
            signal("class", "share of objects", "spur", 0.24, 0.15, 0.23)
                .setLeast(0.09)
                .setMost(0.73)
                .setState(HealthState.HEALTH_STATE_INCONCLUSIVE))
        .build();
  }

  private static HealthSignalResult.Builder signal(
      String name, String words, String label, double before, double now, double others) {
    return HealthSignalResult.newBuilder()
        .setSignal(name)
        .setWords(words)
        .setLabel(label)
        .setBefore(interval(before, 0.06, 120))
        .setNow(interval(now, 0.14, 31))
        .setOthers(FieldInterval.newBuilder().setValue(others).setBlocks(60))
        .setState(HealthState.HEALTH_STATE_PASS);
  }

  private static FieldInterval interval(double value, double width, int blocks) {
    return FieldInterval.newBuilder()
        .setValue(value)
        .setLow(Math.max(0, value - width))
        .setHigh(value + width)
        .setBlocks(blocks)
        .build();
  }
}
