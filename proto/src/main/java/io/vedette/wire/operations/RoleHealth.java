package io.vedette.wire.operations;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/**
 * When a process is live and when it is ready.
 *
 * <p>A process that is not live is to be started again; nothing but a restart mends it. Neither
 * cameras nor other processes count. A process that is ready takes work.
 *
 * @param ready what must hold for the process to take work
 */
public record RoleHealth(List<HealthCheck> ready) {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final List<HealthCheck> LIVE =
      List.of(new HealthCheck("threads", RoleHealth::deadlock));

  public RoleHealth {
    ready = List.copyOf(ready);
  }

  public static RoleHealth of(HealthCheck... ready) {
    return new RoleHealth(List.of(ready));
  }

  /** Which threads wait for each other for ever; empty: none. */
  private static String deadlock() {
    long[] deadlocked = THREADS.findDeadlockedThreads();
    return deadlocked == null ? "" : deadlocked.length + " threads wait for each other for ever";
  }

  List<HealthLine> liveLines() {
    return look(LIVE);
  }

  List<HealthLine> readyLines() {
    return look(ready);
  }

  private static List<HealthLine> look(List<HealthCheck> checks) {
    return checks.stream().map(HealthCheck::look).toList();
  }
}
