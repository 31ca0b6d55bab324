package io.vedette.cli.simulate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.cli.config.ConfigFile;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.fleet.FleetConfig;
import io.vedette.cloud.identity.AdminToken;
import io.vedette.cloud.identity.IdentityConfig;
import io.vedette.cloud.identity.IdentityParts;
import io.vedette.cloud.rollout.BakeConfig;
import io.vedette.cloud.rollout.RolloutConfig;
import io.vedette.cloud.round.RoundConfig;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator under test: a {@link MeasuredCoordinator} in a process of its own, with TLS, a
 * token and a data directory. Its log goes to a file in its folder.
 */
final class CoordinatorChild implements AutoCloseable {

  /**
   * How it is run.
   *
   * @param agents that it must take
   * @param heartbeat of its agents
   * @param syncDelay every sync of its disk is slower by this
   * @param heapMiB of its Java heap
   * @param recording file of its flight recording, written when it ends; null: none
   */
  record Options(
      int agents, Duration heartbeat, Duration syncDelay, int heapMiB, @Nullable Path recording) {}

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(60);

  private final Path folder;
  private final Options options;
  private final Endpoint endpoint;
  private final AtomicLong away = new AtomicLong();
  private @Nullable Process process;
  private BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private CoordinatorChild(Path folder, Options options, Endpoint endpoint) {
    this.folder = folder;
    this.options = options;
    this.endpoint = endpoint;
  }

  /** Writes its configuration and starts it; it answers on its port when this returns. */
  static CoordinatorChild start(Path folder, Options options)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    int port = freePort();
    ConfigFile.write(
        folder.resolve("coordinator.yaml"),
        new CoordinatorConfig(
            ServerAddress.loopback(port),
            folder.resolve("data"),
            null,
            student(folder),
            new FleetConfig(options.heartbeat(), 0, Math.max(10_000, options.agents() + 100)),
            null,
            null,
            new RoundConfig(true, 0, 1, null, null, null, 0, 0, 0, 0, 0, 0, 0),
            null,
            null,
            new RolloutConfig(true, null, null, null, null, null, BakeConfig.none()),
            null,
            null,
            null,
            IdentityConfig.defaults()));
    Path identity = folder.resolve("data").resolve(IdentityParts.FOLDER);
    CoordinatorChild child =
        new CoordinatorChild(
            folder,
            options,
            new Endpoint(
                "127.0.0.1",
                port,
                true,
                identity.resolve("authority.pem"),
                identity.resolve(AdminToken.FILE)));
    child.start();
    return child;
  }

  /** The smallest student: rounds and rollouts are measured without the cost of a network. */
  private static Path student(Path folder) throws IOException {
    Path file = folder.resolve("student.onnx");
    if (!Files.exists(file)) {
      Graph graph =
          Yolo11.build(
              new Yolo11.Choices(
                  List.of("open", "short"), 64, 0.33, 0.06, 1024, Activation.RELU, 8, false, false),
              1);
      graph.write(file);
    }
    return file;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Endpoint endpoint() {
    return endpoint;
  }

  Path data() {
    return folder.resolve("data");
  }

  /** Devices that it called away, over all its lives. */
  long away() {
    return away.get();
  }

  /** Starts it again after {@link #kill} or {@link #stop}. */
  void start() throws IOException, InterruptedException {
    CompletableFuture<String> ready = new CompletableFuture<>();
    BlockingQueue<String> said = new LinkedBlockingQueue<>();
    Process started =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    process = started;
    answers = said;
    Thread reader = new Thread(() -> read(started, ready, said), "coordinator-output");
    reader.setDaemon(true);
    reader.start();
    try {
      ready.get(START.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      kill();
      throw new IOException(
          "the coordinator did not start: " + e.getMessage() + " (log: " + log() + ")", e);
    }
  }

  private List<String> command() throws IOException {
    Path ignite = folder.resolve("ignite.jvm.options");
    try (InputStream in = CoordinatorConfig.class.getResourceAsStream("/ignite.jvm.options")) {
      if (in == null) {
        throw new IOException("ignite.jvm.options is missing in this build");
      }
      Files.write(ignite, in.readAllBytes());
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + ignite);
    // Where a packaged Java finds its native libraries.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-D"))
        .forEach(command::add);
    command.add("-Xmx" + options.heapMiB() + "m");
    command.add("-XX:+UseG1GC");
    command.add("-Dvedette.log.level=info");
    Path recording = options.recording();
    if (recording != null) {
      command.add(
          "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
              + recording.toAbsolutePath());
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            MeasuredCoordinator.class.getName(),
            folder.resolve("coordinator.yaml").toString(),
            Long.toString(options.syncDelay().toMillis())));
    return command;
  }

  Path log() {
    return folder.resolve("coordinator.log");
  }

  private void read(Process of, CompletableFuture<String> ready, BlockingQueue<String> said) {
    String last = "no output";
    try (BufferedReader lines = of.inputReader(StandardCharsets.UTF_8);
        PrintWriter log =
            new PrintWriter(
                Files.newBufferedWriter(
                    log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(MeasuredCoordinator.READY)) {
          ready.complete(line);
        } else if (line.startsWith(MeasuredCoordinator.FIGURES)) {
          said.add(line.substring(MeasuredCoordinator.FIGURES.length()));
        } else {
          log.println(line);
          log.flush();
          last = line;
          away.addAndGet(AwayLines.devices(line));
        }
      }
    } catch (IOException e) {
      last = e.toString();
    }
    ready.completeExceptionally(new IOException(last));
  }

  /**
   * What it has used since it was started.
   *
   * @throws IOException when it does not answer
   */
  CoordinatorFigures figures() throws IOException, InterruptedException {
    Process running = process;
    if (running == null) {
      throw new IOException("the coordinator is not running");
    }
    running.getOutputStream().write('\n');
    running.getOutputStream().flush();
    String answer = answers.poll(ANSWER.toSeconds(), TimeUnit.SECONDS);
    if (answer == null) {
      throw new IOException("the coordinator told no figures (log: " + log() + ")");
    }
    return JsonMapper.builder().build().readValue(answer, CoordinatorFigures.class);
  }

  /** Kills it, as a power cut does to a process; nothing is written any more. */
  void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  /** Lets it end in order; kills it when that takes more than a minute. */
  void stop() throws IOException, InterruptedException {
    Process running = process;
    if (running == null) {
      return;
    }
    running.getOutputStream().close();
    if (!running.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
      running.destroyForcibly().waitFor();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
