package io.vedette.cli.simulate;

import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.config.DurationConverter;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code vedette fleet simulate}, also {@code vedette bench fleet}: measures a coordinator with a
 * simulated fleet. Exit code 1 when frames were lost or healthy devices were called away.
 */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description =
        "Measure a coordinator with many simulated agents over the real wire. Without"
            + " --coordinator, one is started in a process of its own, with an empty data"
            + " directory; every agent enrolls there and has a connection of its own. A simulated teacher answers at once.")
public class SimulateCommand implements Callable<Integer> {

  /** A connection of gRPC carries 64 calls; an agent has two, and sometimes an upload. */
  private static final int AGENTS_PER_CONNECTION = 25;

  private static final int MAX_AGENTS_PER_CONNECTION = 31;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final JsonOption json = new JsonOption();

  @Range(least = 1, most = 100_000)
  @Option(
      names = "--agents",
      paramLabel = "N",
      defaultValue = "100",
      description = "Number of agents (default: ${DEFAULT-VALUE}).")
  private int agents;

  @Range(least = 1)
  @Option(
      names = "--connections",
      paramLabel = "N",
      description =
          "Connections that the agents share, at a coordinator that is open (default: one for 25"
              + " agents). Elsewhere each has a certificate and a connection of its own.")
  private @Nullable Integer connections;

  @Option(
      names = "--heartbeat",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = DurationConverter.class,
      description = "Time between heartbeats (default: ${DEFAULT-VALUE}).")
  private Duration heartbeat = Duration.ZERO;

  @Range(least = 1, most = 64)
  @Option(
      names = "--cameras",
      paramLabel = "N",
      defaultValue = "1",
      description = "Cameras of each agent (default: ${DEFAULT-VALUE}).")
  private int cameras;

  @Range(least = 0, most = 1e6)
  @Option(
      names = "--rate",
      paramLabel = "FRAMES",
      defaultValue = "100",
      description =
          "Frames per second that all agents together escalate, 40 kB and 60 kB in turn (default:"
              + " ${DEFAULT-VALUE}; 0: none).")
  private double rate;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "1m",
      converter = DurationConverter.class,
      description = "Time of the load (default: ${DEFAULT-VALUE}).")
  private Duration time = Duration.ZERO;

  @Range(least = 1, most = 1e6)
  @Option(
      names = "--connect-rate",
      paramLabel = "AGENTS",
      defaultValue = "500",
      description = "Agents that connect per second (default: ${DEFAULT-VALUE}).")
  private double connectRate;

  @Option(
      names = "--progress",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description = "Time between two lines of progress (default: ${DEFAULT-VALUE}).")
  private Duration progress = Duration.ZERO;

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      defaultValue = "1m",
      converter = DurationConverter.class,
      description =
          "Time after the load in which every accepted frame must get its verdict (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration drain = Duration.ZERO;

  @Option(
      names = "--rollout",
      description = "First roll a copy of the fleet's version out to every agent.")
  private boolean rollout;

  @Option(names = "--round", description = "First hold a round in which every agent takes part.")
  private boolean round;

  @Option(
      names = "--install-time",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = DurationConverter.class,
      description = "Mean time of an install (default: ${DEFAULT-VALUE}).")
  private Duration installTime = Duration.ZERO;

  @Option(
      names = "--training-time",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "Mean time of an agent's part of a round (default: ${DEFAULT-VALUE}).")
  private Duration trainingTime = Duration.ZERO;

  @Option(
      names = "--sync-delay",
      paramLabel = "TIME",
      defaultValue = "0ms",
      converter = DurationConverter.class,
      description = "Make every sync of the coordinator's disk slower by this.")
  private Duration syncDelay = Duration.ZERO;

  @Option(
      names = "--restart-after",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "Restart the coordinator after this much load, wait until every agent is online again,"
              + " and begin the load anew.")
  private @Nullable Duration restartAfter;

  @Range(least = 0, most = 1_000)
  @Option(
      names = "--kill",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "After the load, kill the coordinator this often under load, and check every accepted"
              + " frame and every verdict.")
  private int kills;

  @OutputPath(OutputPath.Kind.FOLDER)
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the coordinator; it is kept (default: one that is deleted).")
  private @Nullable Path data;

  @Range(least = 128, most = 65_536)
  @Option(
      names = "--heap",
      paramLabel = "MIB",
      defaultValue = "1024",
      description = "Java heap of the coordinator (default: ${DEFAULT-VALUE}).")
  private int heapMiB;

  @OutputPath(OutputPath.Kind.FILE)
  @Option(
      names = "--recording",
      paramLabel = "FILE",
      description = "Write a flight recording (JFR) of the coordinator.")
  private @Nullable Path recording;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of ids, pauses and kills (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws Exception {
    check();
    if (coordinator.given()) {
      return run(coordinator.endpoint(), null);
    }
    if (data != null) {
      return runOwn(data);
    }
    Path folder = Files.createTempDirectory("vedette-fleet");
    Thread deletion = new Thread(() -> delete(folder), "delete-folder");
    Runtime.getRuntime().addShutdownHook(deletion);
    try {
      return runOwn(folder);
    } finally {
      delete(folder);
    }
  }

  private int runOwn(Path folder) throws Exception {
    try (CoordinatorChild child =
        CoordinatorChild.start(
            folder,
            new CoordinatorChild.Options(agents, heartbeat, syncDelay, heapMiB, recording))) {
      return run(child.endpoint(), child);
    }
  }

  private void check() {
    if (connections != null && agents > (long) connections * MAX_AGENTS_PER_CONNECTION) {
      throw new ParameterException(
          spec.commandLine(),
          "--connections: a connection carries "
              + MAX_AGENTS_PER_CONNECTION
              + " agents; give at least "
              + connectionsFor(agents, MAX_AGENTS_PER_CONNECTION));
    }
    if (connections != null
        && (!coordinator.given() || coordinator.endpoint().tokenFile() != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--connections: each agent has a connection of its own, for its certificate; only an open"
              + " coordinator takes fewer");
    }
    if (coordinator.given() && (kills > 0 || restartAfter != null || data != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--kill, --restart-after and --data need a coordinator of the simulation's own; leave"
              + " --coordinator out");
    }
    if (progress.toMillis() < 100) {
      throw new ParameterException(spec.commandLine(), "--progress: at least 100ms");
    }
  }

  private static int connectionsFor(int agents, int each) {
    return (agents + each - 1) / each;
  }

  private int run(Endpoint endpoint, @Nullable CoordinatorChild child) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    SimulationShape shape =
        new SimulationShape(
            agents,
            endpoint.tokenFile() != null
                ? agents
                : connections == null ? connectionsFor(agents, AGENTS_PER_CONNECTION) : connections,
            cameras,
            installTime,
            trainingTime,
            kills > 0,
            seed);
    FleetSimulation.Plan plan =
        new FleetSimulation.Plan(
            rate, connectRate, time, progress, restartAfter, rollout, round, kills, drain);
    SimulationReport report = new FleetSimulation(endpoint, child, shape, plan, out).run();
    SimulationText.write(report, out);
    json.write(report);
    return report.flawless() ? 0 : 1;
  }

  /** As far as that is possible: it is a folder for temporary files. */
  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LoggerFactory.getLogger(SimulateCommand.class).debug("not deleted: {}", e.getMessage());
    }
  }
}
