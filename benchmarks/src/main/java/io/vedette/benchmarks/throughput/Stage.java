package io.vedette.benchmarks.throughput;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/**
 * What one run of a stage took.
 *
 * @param wall seconds
 * @param processor seconds of processor time of the whole process
 */
record Stage(double wall, double processor) {

  static Stage of(Callable<?> work) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long processor = system.getProcessCpuTime();
    long begun = System.nanoTime();
    work.call();
    return new Stage(
        (System.nanoTime() - begun) / 1e9, (system.getProcessCpuTime() - processor) / 1e9);
  }
}
