package io.vedette.cli.simulate;

import io.vedette.cli.simulate.SimulationReport.FleetTask;
import io.vedette.cli.simulate.SimulationReport.Kills;
import io.vedette.cli.simulate.SimulationReport.Minute;
import io.vedette.cli.simulate.SimulationReport.Restart;
import io.vedette.detector.DetectorException;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One simulation, in this order: the agents connect, a rollout and a round if they are asked for, a
 * load with a restart in it if that is asked for, kills, and a while in which every accepted frame
 * should get its verdict.
 */
final class FleetSimulation {

  /**
   * What is done.
   *
   * @param rate frames per second of all agents together
   * @param connectRate agents that connect per second
   * @param time of the load
   * @param progress time between two lines
   * @param restartAfter time of the load until the restart; null: none
   * @param rollout whether there is one
   * @param round whether there is one
   * @param kills how many
   * @param drain how long verdicts may take in the end
   */
  record Plan(
      double rate,
      double connectRate,
      Duration time,
      Duration progress,
      @Nullable Duration restartAfter,
      boolean rollout,
      boolean round,
      int kills,
      Duration drain) {}

  private static final Duration ONLINE = Duration.ofMinutes(10);

  private final Endpoint endpoint;
  private final @Nullable CoordinatorChild coordinator;
  private final SimulationShape shape;
  private final Plan plan;
  private final PrintWriter out;
  private final FleetMeter meter = new FleetMeter();
  private final @Nullable FrameLedger ledger;

  /**
   * @param coordinator the child that is measured; null: it runs already, and tells no figures
   */
  FleetSimulation(
      Endpoint endpoint,
      @Nullable CoordinatorChild coordinator,
      SimulationShape shape,
      Plan plan,
      PrintWriter out) {
    this.endpoint = endpoint;
    this.coordinator = coordinator;
    this.shape = shape;
    this.plan = plan;
    this.out = out;
    this.ledger = shape.keepVerdicts() ? new FrameLedger() : null;
  }

  SimulationReport run() throws IOException, InterruptedException, DetectorException {
    JpegFrames frames = JpegFrames.encode();
    try (CoordinatorView view = new CoordinatorView(endpoint);
        SimulatedFleet fleet =
            new SimulatedFleet(
                endpoint, shape, frames, meter, ledger, view.fleetVersion().orElse(null));
        FramePump pump = new FramePump(fleet.agents(), plan.rate(), meter)) {
      Double online = connect(fleet);
      FleetTaskMeasurement tasks = new FleetTaskMeasurement(view, coordinator, fleet, meter, out);
      FleetTask rollout = plan.rollout() ? tasks.rollout() : null;
      FleetTask round = plan.round() ? tasks.round() : null;
      LoadMeasurement load = new LoadMeasurement(meter, coordinator, out);
      load.begin();
      pump.resume();
      Duration restartAfter = plan.restartAfter();
      Restart restart = null;
      List<Minute> minutes = new ArrayList<>();
      if (restartAfter != null) {
        load.watch(restartAfter, plan.progress());
        minutes.addAll(load.minutes());
        restart = restart(fleet);
        load = new LoadMeasurement(meter, coordinator, out);
        load.begin();
      }
      load.watch(plan.time(), plan.progress());
      minutes.addAll(load.minutes());
      Map<String, Double> threads = load.threads();
      pump.pause();
      Kills kills = plan.kills() > 0 ? kill(fleet, pump) : null;
      long unanswered = awaitAnswers(fleet);
      return new SimulationReport(
          shape.agents(),
          shape.connections(),
          online,
          minutes,
          restart,
          rollout,
          round,
          kills,
          threads,
          unanswered,
          coordinator == null ? 0 : coordinator.away(),
          coordinator == null ? Double.NaN : mebibytes(coordinator.data()));
    }
  }

  private @Nullable Double connect(SimulatedFleet fleet) throws InterruptedException {
    long start = System.nanoTime();
    fleet.connect(plan.connectRate());
    boolean all = fleet.awaitOnline(ONLINE);
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(
        Locale.ROOT,
        "%d of %d agents online after %.1f s, on %d connections%n",
        meter.online.get(),
        shape.agents(),
        seconds,
        shape.connections());
    out.flush();
    return all ? seconds : null;
  }

  private Restart restart(SimulatedFleet fleet) throws IOException, InterruptedException {
    CoordinatorChild child = child();
    long awayBefore = child.away();
    child.stop();
    long stopped = System.nanoTime();
    child.start();
    long started = System.nanoTime();
    boolean all = fleet.awaitOnline(ONLINE);
    double online = (System.nanoTime() - started) / 1e9;
    out.printf(
        Locale.ROOT,
        "restarted: its port was open after %.1f s, and %d agents were online %.1f s later%n",
        (started - stopped) / 1e9,
        meter.online.get(),
        online);
    out.flush();
    return new Restart((started - stopped) / 1e9, all ? online : null, child.away() - awayBefore);
  }

  private Kills kill(SimulatedFleet fleet, FramePump pump)
      throws IOException, InterruptedException {
    FrameLedger kept = ledger;
    if (kept == null) {
      throw new IllegalStateException("kills need a ledger");
    }
    return new KillMeasurement(child(), fleet, pump, kept, out, shape.seed()).run(plan.kills());
  }

  private CoordinatorChild child() {
    if (coordinator == null) {
      throw new IllegalStateException("only a coordinator of its own is stopped");
    }
    return coordinator;
  }

  /** Waits until every accepted frame has its verdict; how many have none in the end. */
  private long awaitAnswers(SimulatedFleet fleet) throws InterruptedException {
    long end = System.nanoTime() + plan.drain().toNanos();
    while (System.nanoTime() < end && (unanswered() > 0 || unacknowledged(fleet) > 0)) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return unanswered();
  }

  private long unanswered() {
    return ledger == null ? meter.accepted.get() - meter.verdicts.get() : ledger.waitingCount();
  }

  private static int unacknowledged(SimulatedFleet fleet) {
    return fleet.agents().stream().mapToInt(SimulatedEscalations::unacknowledgedCount).sum();
  }

  private static double mebibytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(FleetSimulation::size).sum() / 1048576.0;
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** A file may be gone by now: the coordinator still works. */
  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
