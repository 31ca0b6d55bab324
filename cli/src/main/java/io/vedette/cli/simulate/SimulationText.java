package io.vedette.cli.simulate;

import io.vedette.cli.simulate.SimulationReport.FleetTask;
import io.vedette.cli.simulate.SimulationReport.Kills;
import io.vedette.cli.simulate.SimulationReport.Minute;
import io.vedette.cli.simulate.SimulationReport.Restart;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as tables. */
final class SimulationText {

  /** Kinds of threads below this are left out, cores. */
  private static final double LEAST_CORES = 0.01;

  private SimulationText() {}

  static void write(SimulationReport report, PrintWriter out) {
    out.println();
    out.println(
        "| minute | online | sent/s | accepted/s | verdicts/s | accepted p50/p99 ms | verdict"
            + " p50/p99 ms | heartbeat p50/p99 ms | away | coordinator cores | RSS MiB | heap MiB |"
            + " syncs/frame | log B/frame | generator cores | teacher cores | generator late p99 ms"
            + " |");
    out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    int number = 0;
    for (Minute m : report.minutes()) {
      number++;
      out.printf(
          Locale.ROOT,
          "| %d | %d | %.1f | %.1f | %.1f | %.0f/%.0f | %.0f/%.0f | %.0f/%.0f | %d | %.2f | %.0f |"
              + " %.0f | %.2f | %.0f | %.2f | %.2f | %.0f |%n",
          number,
          m.online(),
          m.sent(),
          m.accepted(),
          m.verdicts(),
          m.acceptedAfter().p50(),
          m.acceptedAfter().p99(),
          m.verdictAfter().p50(),
          m.verdictAfter().p99(),
          m.heartbeatAfter().p50(),
          m.heartbeatAfter().p99(),
          m.away(),
          m.coordinatorCores(),
          m.residentMiB(),
          m.heapMiB(),
          m.syncsPerFrame(),
          m.walBytesPerFrame(),
          m.generatorCores(),
          m.teacherCores(),
          m.generatorLate().p99());
    }
    out.println();
    threads(report, out);
    restart(report.restart(), out);
    task("rollout", report.rollout(), out);
    task("round", report.round(), out);
    kills(report.kills(), out);
    out.printf(
        Locale.ROOT,
        "unanswered frames in the end: %d; devices called away: %d; data directory: %.0f MiB%n",
        report.unanswered(),
        report.away(),
        report.dataMiB());
    out.flush();
  }

  private static void threads(SimulationReport report, PrintWriter out) {
    if (report.threads().isEmpty()) {
      return;
    }
    out.println("coordinator's processor time by kind of thread, cores:");
    report.threads().entrySet().stream()
        .filter(e -> e.getValue() >= LEAST_CORES)
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(e -> out.printf(Locale.ROOT, "  %5.2f  %s%n", e.getValue(), e.getKey()));
  }

  private static void restart(@Nullable Restart restart, PrintWriter out) {
    if (restart != null) {
      out.printf(
          Locale.ROOT,
          "restart: port open after %.1f s, every agent online %s later, %d called away%n",
          restart.startSeconds(),
          seconds(restart.onlineSeconds()),
          restart.away());
    }
  }

  private static void task(String what, @Nullable FleetTask task, PrintWriter out) {
    if (task != null) {
      out.printf(
          Locale.ROOT,
          "%s: %s after %s; %d devices done, %d reports, control thread %.2f s, log %.0f bytes per"
              + " report%n",
          what,
          task.ended(),
          seconds(task.seconds()),
          task.devices(),
          task.reports(),
          task.controlSeconds(),
          task.walBytesPerReport());
    }
  }

  private static void kills(@Nullable Kills kills, PrintWriter out) {
    if (kills != null) {
      out.printf(
          Locale.ROOT,
          "kills: %d, %d frames accepted, %d lost, %d verdicts changed, %d confirmed; slowest"
              + " return %.1f s%n",
          kills.done(),
          kills.accepted(),
          kills.lost(),
          kills.changed(),
          kills.confirmed(),
          kills.slowestSeconds());
    }
  }

  private static String seconds(@Nullable Double seconds) {
    return seconds == null ? "never" : "%.1f s".formatted(seconds);
  }
}
