package io.vedette.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real agent process with one camera, for as long as it takes to see how much memory it has. */
final class LoneAgent {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private LoneAgent() {}

  /**
   * Runs an agent alone on a video; empty where there is no packaged command to start it with.
   *
   * @throws IOException when the agent ends by itself
   */
  static Optional<ProcessMemory> watching(Path model, Path video, Duration time)
      throws IOException, InterruptedException {
    Path launcher = Path.of(System.getProperty("vedette.home", "."), "bin", "vedette");
    if (!Files.isExecutable(launcher) || time.isZero()) {
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory("lone-agent");
    List<String> command =
        List.of(
            launcher.toAbsolutePath().toString(),
            "agent",
            "--alone",
            "--id=bench",
            "--model=" + model.toAbsolutePath(),
            "--source=" + video.toAbsolutePath());
    Path log = folder.resolve("agent.log");
    Process agent =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (agent.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(
            "the agent ended with " + agent.exitValue() + ": " + Files.readString(log).strip());
      }
      return Optional.of(ProcessMemory.of(agent.pid()));
    } finally {
      agent.destroy();
      if (!agent.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        agent.destroyForcibly();
      }
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
