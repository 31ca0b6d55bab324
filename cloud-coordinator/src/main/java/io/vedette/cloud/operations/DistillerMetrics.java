package io.vedette.cloud.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.vedette.wire.operations.HistogramBuckets;
import io.vedette.wire.operations.RoleMetrics;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The meters of a distiller. */
public final class DistillerMetrics implements AutoCloseable {

  /** An attempt at a job under way. */
  public final class Attempt {
    private final long startNanos = System.nanoTime();
    private long steps;

    private Attempt() {}

    /** The training process has come so far; it may begin with what its checkpoint holds. */
    public synchronized void reached(long stepsNow) {
      DistillerMetrics.this.steps.increment(Math.max(0, stepsNow - steps));
      steps = Math.max(steps, stepsNow);
    }

    /** It ended. */
    public void ended(boolean succeeded) {
      running.decrementAndGet();
      (succeeded ? done : failed).increment();
      duration.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    }
  }

  private final RoleMetrics role = new RoleMetrics("distiller");
  private final AtomicInteger running = new AtomicInteger();
  private final Counter done = jobs("done");
  private final Counter failed = jobs("failed");
  private final Counter steps =
      Counter.builder("vedette.distiller.steps")
          .description("Steps of training processes; their rate is steps per second.")
          .register(role.registry());
  private final Timer duration =
      Timer.builder("vedette.distiller.job")
          .description("Attempts at jobs, with fetching and uploading.")
          .serviceLevelObjectives(HistogramBuckets.waits())
          .register(role.registry());

  public DistillerMetrics() {
    Gauge.builder("vedette.distiller.running", running, AtomicInteger::get)
        .description("Jobs under way.")
        .register(role.registry());
  }

  private Counter jobs(String result) {
    return Counter.builder("vedette.distiller.jobs")
        .description("Attempts at jobs by result; a cancelled one failed.")
        .tag("result", result)
        .register(role.registry());
  }

  /** Their text form. */
  public RoleMetrics role() {
    return role;
  }

  /** Shows whether there is a session with the coordinator. */
  public void session(BooleanSupplier connected) {
    TeacherMetrics.session(role.registry(), connected);
  }

  /** An attempt begins. */
  public Attempt begin() {
    running.incrementAndGet();
    return new Attempt();
  }

  @Override
  public void close() {
    role.close();
  }
}
