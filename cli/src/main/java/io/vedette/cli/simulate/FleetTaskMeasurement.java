package io.vedette.cli.simulate;

import io.vedette.cli.simulate.SimulationReport.FleetTask;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.WeightsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Starts a rollout or a round over the whole fleet, and watches it to its end. */
final class FleetTaskMeasurement {

  /** States, in upper or lower case, after which nothing more happens. */
  private static final Set<String> ENDED =
      Set.of("done", "aborted", "rolled-back", "rolled_back", "aggregated", "failed", "cancelled");

  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Duration PROGRESS = Duration.ofSeconds(5);

  /** Asks for a state. */
  private interface State {
    String now() throws IOException;
  }

  private final CoordinatorView view;
  private final @Nullable CoordinatorChild coordinator;
  private final SimulatedFleet fleet;
  private final FleetMeter meter;
  private final PrintWriter out;

  /**
   * @param coordinator null: it tells no figures
   */
  FleetTaskMeasurement(
      CoordinatorView view,
      @Nullable CoordinatorChild coordinator,
      SimulatedFleet fleet,
      FleetMeter meter,
      PrintWriter out) {
    this.view = view;
    this.coordinator = coordinator;
    this.fleet = fleet;
    this.meter = meter;
    this.out = out;
  }

  /** A rollout of a copy of the fleet's version. */
  FleetTask rollout() throws IOException, InterruptedException {
    var version = view.copyOfFleetVersion();
    CoordinatorFigures before = figures();
    long start = System.nanoTime();
    String id = view.startRollout(version);
    return watch("rollout", start, before, meter.installs, () -> view.rollout(id));
  }

  /** A round in which every agent takes part. */
  FleetTask round() throws IOException, InterruptedException {
    fleet.updates().base(baseWeights());
    CoordinatorFigures before = figures();
    long start = System.nanoTime();
    String id = view.startRound();
    return watch("round", start, before, meter.updates, () -> view.round(id));
  }

  private byte[] baseWeights() throws IOException {
    Path folder = Files.createTempDirectory("simulated-update");
    Path base = folder.resolve("base.onnx");
    Path weights = folder.resolve("base.safetensors");
    try {
      view.download(base);
      WeightsFile.write(weights, GraphWeights.of(Graph.read(base)));
      return Files.readAllBytes(weights);
    } catch (DetectorException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      Files.deleteIfExists(base);
      Files.deleteIfExists(weights);
      Files.delete(folder);
    }
  }

  private @Nullable CoordinatorFigures figures() throws IOException, InterruptedException {
    return coordinator == null ? null : coordinator.figures();
  }

  private FleetTask watch(
      String what, long start, @Nullable CoordinatorFigures before, AtomicLong ended, State state)
      throws IOException, InterruptedException {
    long devicesBefore = ended.get();
    long reportsBefore = meter.reports.get();
    String found = "unknown";
    Double seconds = null;
    long said = start;
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(250);
      found = ask(state);
      long now = System.nanoTime();
      if (ENDED.contains(found.toLowerCase(Locale.ROOT))) {
        seconds = (now - start) / 1e9;
        break;
      }
      if (now - said >= PROGRESS.toNanos()) {
        said = now;
        out.printf(
            Locale.ROOT,
            "%5.0f s  %s %s  %d devices done  online %d%n",
            (now - start) / 1e9,
            what,
            found,
            ended.get() - devicesBefore,
            meter.online.get());
        out.flush();
      }
    }
    CoordinatorFigures after = figures();
    long reports = meter.reports.get() - reportsBefore;
    return new FleetTask(
        found,
        seconds,
        ended.get() - devicesBefore,
        reports,
        before == null || after == null ? Double.NaN : control(after) - control(before),
        before == null || after == null
            ? Double.NaN
            : (double) (wal(after) - wal(before)) / Math.max(1, reports));
  }

  /** A coordinator that is too busy to answer is asked again. */
  private static String ask(State state) {
    try {
      return state.now();
    } catch (IOException e) {
      return "unknown (" + e.getMessage() + ")";
    }
  }

  private static double control(CoordinatorFigures figures) {
    return figures.threads().getOrDefault("control", 0.0);
  }

  private static long wal(CoordinatorFigures figures) {
    return figures.writtenBytes().getOrDefault("wal", 0L);
  }
}
