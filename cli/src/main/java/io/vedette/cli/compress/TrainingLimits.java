package io.vedette.cli.compress;

import com.sun.management.OperatingSystemMXBean;
import io.vedette.federated.worker.Limits;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What the training processes of {@code vedette compress} may use. */
final class TrainingLimits {

  private static final Duration SILENCE = Duration.ofMinutes(30);
  private static final int NICENESS = 10;

  private TrainingLimits() {}

  /** Three quarters of the memory, every core, at low priority. */
  static Limits ofThisMachine() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Limits(
        Math.min(1L << 20, (system.getTotalMemorySize() >> 20) * 3 / 4),
        SILENCE,
        NICENESS,
        Runtime.getRuntime().availableProcessors());
  }
}
