package io.vedette.cloud.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vedette.cloud.machine.TaskListener;
import io.vedette.wire.operations.HistogramBuckets;
import java.util.concurrent.TimeUnit;

/** Measures the tasks of one control loop. Micrometer adds the longest of the latest minutes. */
final class ControllerMetrics implements TaskListener {

  private final Timer tasks;

  ControllerMetrics(MeterRegistry registry, String loop) {
    tasks =
        Timer.builder("vedette.controller.task")
            .description("Tasks that a control loop has handled: how many, and how long each took.")
            .serviceLevelObjectives(HistogramBuckets.work())
            .tag("loop", loop)
            .register(registry);
  }

  @Override
  public void ended(long nanos) {
    tasks.record(nanos, TimeUnit.NANOSECONDS);
  }
}
