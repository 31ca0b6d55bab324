package io.vedette.cloud.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vedette.wire.operations.HistogramBuckets;
import io.vedette.wire.operations.RoleMetrics;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The meters of a teacher. */
public final class TeacherMetrics implements AutoCloseable {

  private final RoleMetrics role = new RoleMetrics("teacher");
  private final Counter answered = pictures("answered");
  private final Counter failed = pictures("failed");
  private final Timer batch =
      Timer.builder("vedette.teacher.batch")
          .description("From a batch at hand to its answer, with decoding.")
          .serviceLevelObjectives(HistogramBuckets.work())
          .register(role.registry());
  private final DistributionSummary size =
      DistributionSummary.builder("vedette.teacher.batch.pictures")
          .description("Pictures of one batch.")
          .serviceLevelObjectives(HistogramBuckets.size())
          .register(role.registry());

  private Counter pictures(String result) {
    return Counter.builder("vedette.teacher.pictures")
        .description("Pictures by result; a failed one cannot be decoded or answered.")
        .tag("result", result)
        .register(role.registry());
  }

  /** Their text form. */
  public RoleMetrics role() {
    return role;
  }

  /** Shows whether there is a session with the coordinator. */
  public void session(BooleanSupplier connected) {
    session(role.registry(), connected);
  }

  static void session(MeterRegistry registry, BooleanSupplier connected) {
    Gauge.builder("vedette.coordinator.session", () -> connected.getAsBoolean() ? 1 : 0)
        .description("1 while this worker is connected to the coordinator.")
        .register(registry);
  }

  /**
   * A batch was answered.
   *
   * @param pictures of it
   * @param errors of these
   */
  public void answered(int pictures, int errors, long nanos) {
    answered.increment(pictures - errors);
    failed.increment(errors);
    size.record(pictures);
    batch.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    role.close();
  }
}
