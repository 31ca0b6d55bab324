package io.vedette.cli.bench.losses;

import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This very program in a process of its own: same Java, same options, same class path. */
final class OwnCommand {

  private final Class<?> main;

  OwnCommand(Class<?> main) {
    this.main = main;
  }

  /**
   * Runs it to its end; interrupting the wait ends it.
   *
   * @param log where its output goes, in place of an older one
   * @throws DetectorException when it fails
   */
  void run(List<String> arguments, Path log)
      throws IOException, DetectorException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Thread end = new Thread(process::destroy, "end-child");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      if (process.waitFor() != 0) {
        throw new DetectorException(
            "vedette "
                + String.join(" ", arguments)
                + ": "
                + lastLine(log)
                + " (log: "
                + log
                + ")");
      }
    } finally {
      process.destroy();
      forget(end);
    }
  }

  private static void forget(Thread end) {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      return; // the program is ending already
    }
  }

  private static String lastLine(Path log) throws IOException {
    return Files.readAllLines(log, StandardCharsets.UTF_8).stream()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .orElse("failed without a word");
  }
}
