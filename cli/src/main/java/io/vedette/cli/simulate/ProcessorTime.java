package io.vedette.cli.simulate;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;

/**
 * Processor time of this process by kind of thread, seconds. A kind is the name of its threads
 * without numbers. Threads that have ended are missing.
 */
final class ProcessorTime {

  private ProcessorTime() {}

  static Map<String, Double> byThread() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<String, Double> seconds = new TreeMap<>();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null) {
        long nanos = threads.getThreadCpuTime(thread.getThreadId());
        seconds.merge(kind(thread.getThreadName()), Math.max(0, nanos) / 1e9, Double::sum);
      }
    }
    return seconds;
  }

  private static String kind(String name) {
    return name.replaceAll("%.*", "").replaceAll("[#-]*\\d+", "").strip();
  }

  /** What was used since an earlier reading. */
  static Map<String, Double> since(Map<String, Double> before, Map<String, Double> after) {
    Map<String, Double> used = new TreeMap<>();
    after.forEach((kind, s) -> used.put(kind, Math.max(0, s - before.getOrDefault(kind, 0.0))));
    return used;
  }
}
