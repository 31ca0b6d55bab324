package io.vedette.cli.simulate;

import io.vedette.cli.simulate.SimulationReport.Minute;
import io.vedette.cli.simulate.SimulationReport.Spread;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Watches a load: a progress line every few seconds, a row every minute. */
final class LoadMeasurement {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FleetMeter meter;
  private final @Nullable CoordinatorChild coordinator;
  private final PrintWriter out;
  private final List<Minute> minutes = new ArrayList<>();
  private @Nullable CoordinatorFigures before;
  private Map<String, Double> own = ProcessorTime.byThread();
  private @Nullable CoordinatorFigures first;
  private double coordinatorSeconds;

  /**
   * @param coordinator null: it is not a child of this process, and tells no figures
   */
  LoadMeasurement(FleetMeter meter, @Nullable CoordinatorChild coordinator, PrintWriter out) {
    this.meter = meter;
    this.coordinator = coordinator;
    this.out = out;
  }

  /** Begins anew: after a restart, the figures of the coordinator begin at nothing. */
  void begin() throws IOException, InterruptedException {
    meter.nextLap();
    meter.nextMinute();
    own = ProcessorTime.byThread();
    before = coordinator == null ? null : coordinator.figures();
    first = before;
    coordinatorSeconds = 0;
  }

  /** Watches for a time. */
  void watch(Duration time, Duration every) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long minuteEnd = start + MINUTE.toNanos();
    long end = start + time.toNanos();
    for (long now = start; now < end; now = System.nanoTime()) {
      long lap = Math.min(Math.min(now + every.toNanos(), minuteEnd), end);
      TimeUnit.NANOSECONDS.sleep(Math.max(0, lap - System.nanoTime()));
      progress(start);
      if (System.nanoTime() >= minuteEnd || System.nanoTime() >= end) {
        endMinute();
        minuteEnd += MINUTE.toNanos();
      }
    }
  }

  private void progress(long start) {
    FleetMeter.Interval lap = meter.nextLap();
    double seconds = (System.nanoTime() - lap.startNanos) / 1e9;
    out.printf(
        Locale.ROOT,
        "%5.0f s  online %d  accepted %.0f/s  verdicts %.0f/s  accepted p99 %.0f ms  verdict p99"
            + " %.0f ms  heartbeat p99 %.0f ms  withheld %.0f/s  away %d%n",
        (System.nanoTime() - start) / 1e9,
        meter.online.get(),
        lap.accepted.get() / seconds,
        lap.verdicts.get() / seconds,
        lap.acceptedAfter.quantile(0.99),
        lap.verdictAfter.quantile(0.99),
        lap.heartbeatAfter.quantile(0.99),
        lap.withheld.get() / seconds,
        coordinator == null ? 0 : coordinator.away());
    out.flush();
  }

  private void endMinute() throws IOException, InterruptedException {
    FleetMeter.Interval m = meter.nextMinute();
    double seconds = (System.nanoTime() - m.startNanos) / 1e9;
    Map<String, Double> now = ProcessorTime.byThread();
    Map<String, Double> used = ProcessorTime.since(own, now);
    own = now;
    CoordinatorFigures f = coordinator == null ? null : coordinator.figures();
    CoordinatorFigures b = before;
    before = f;
    coordinatorSeconds += seconds;
    long frames = Math.max(1, m.accepted.get());
    minutes.add(
        new Minute(
            seconds,
            meter.online.get(),
            m.sent.get() / seconds,
            m.accepted.get() / seconds,
            m.verdicts.get() / seconds,
            m.rejected.get() / seconds,
            m.withheld.get() / seconds,
            Spread.of(m.acceptedAfter),
            Spread.of(m.verdictAfter),
            m.heartbeats.get() / seconds,
            Spread.of(m.heartbeatAfter),
            Spread.of(m.generatorLate),
            coordinator == null ? 0 : coordinator.away(),
            f == null || b == null
                ? Double.NaN
                : (f.processorSeconds() - b.processorSeconds()) / seconds,
            sum(used, "agents") / seconds,
            sum(used, "teacher") / seconds,
            f == null ? Double.NaN : f.residentMiB(),
            f == null ? Double.NaN : f.heapMiB(),
            f == null || b == null ? Double.NaN : (double) (f.allSyncs() - b.allSyncs()) / frames,
            f == null || b == null
                ? Double.NaN
                : (double)
                        (f.writtenBytes().getOrDefault("wal", 0L)
                            - b.writtenBytes().getOrDefault("wal", 0L))
                    / frames));
  }

  private static double sum(Map<String, Double> used, String prefix) {
    return used.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  List<Minute> minutes() {
    return List.copyOf(minutes);
  }

  /** Processor time of the coordinator's threads since {@link #begin}, cores. */
  Map<String, Double> threads() {
    CoordinatorFigures from = first;
    CoordinatorFigures to = before;
    if (from == null || to == null || coordinatorSeconds == 0) {
      return Map.of();
    }
    Map<String, Double> cores = new TreeMap<>();
    ProcessorTime.since(from.threads(), to.threads())
        .forEach((kind, s) -> cores.put(kind, s / coordinatorSeconds));
    return cores;
  }
}
