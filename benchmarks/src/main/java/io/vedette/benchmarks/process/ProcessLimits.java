package io.vedette.benchmarks.process;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How long and how much a process is borne with.
 *
 * @param silence without a word for so long, it hangs
 * @param memoryMiB what it may hold, in memory
 */
record ProcessLimits(Duration silence, long memoryMiB) {

  /** A training tells of every few steps, and leaves some memory to what else runs here. */
  static ProcessLimits usual() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new ProcessLimits(Duration.ofMinutes(30), (system.getTotalMemorySize() >> 20) * 3 / 4);
  }
}
