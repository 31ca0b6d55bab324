package io.vedette.cloud.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vedette.cloud.commit.LaneCycle;
import io.vedette.cloud.commit.LaneListener;
import io.vedette.wire.operations.HistogramBuckets;

/** Measures the cycles of the commit lane: a few numbers for each, however much is in it. */
final class LaneMetrics implements LaneListener {

  private final Timer duration;
  private final Timer wait;
  private final DistributionSummary size;
  private final Counter pictures;
  private final Counter failures;

  LaneMetrics(MeterRegistry registry) {
    duration =
        Timer.builder("vedette.commit.cycle")
            .description("Writing one cycle of the commit lane, with its syncs.")
            .serviceLevelObjectives(HistogramBuckets.work())
            .register(registry);
    wait =
        Timer.builder("vedette.commit.wait")
            .description("From a submission until it is durable, of the oldest in each cycle.")
            .serviceLevelObjectives(HistogramBuckets.work())
            .register(registry);
    size =
        DistributionSummary.builder("vedette.commit.cycle.submissions")
            .description("Submissions written together in one cycle.")
            .serviceLevelObjectives(HistogramBuckets.size())
            .register(registry);
    pictures =
        Counter.builder("vedette.commit.pictures")
            .description("Pictures written by the commit lane.")
            .register(registry);
    failures =
        Counter.builder("vedette.commit.failures")
            .description("Cycles of the commit lane that failed.")
            .register(registry);
  }

  @Override
  public void ended(LaneCycle cycle) {
    duration.record(cycle.duration());
    wait.record(cycle.longestWait());
    size.record(cycle.submissions());
    pictures.increment(cycle.pictures());
    if (cycle.failed()) {
      failures.increment();
    }
  }
}
