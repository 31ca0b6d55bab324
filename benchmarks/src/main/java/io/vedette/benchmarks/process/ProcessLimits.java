package io.vedette.benchmarks.process;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What a process may use.
 *
 * @param silence one that writes nothing for so long hangs
 * @param memoryMiB resident memory at most
 */
record ProcessLimits(Duration silence, long memoryMiB) {

  /** A training reports every few steps, and leaves some memory to other processes. */
  static ProcessLimits usual() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new ProcessLimits(Duration.ofMinutes(30), (system.getTotalMemorySize() >> 20) * 3 / 4);
  }
}
