package io.vedette.benchmarks.process;

import io.vedette.detector.DetectorException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A command of this program in a process of its own, at low priority and within limits: the same
 * Java, options and class path.
 */
public final class OwnCommand {

  private static final Path NICE = Path.of("/usr/bin/nice");

  private final Class<?> main;
  private final ProcessLimits limits;

  public OwnCommand(Class<?> main) {
    this(main, ProcessLimits.usual());
  }

  OwnCommand(Class<?> main, ProcessLimits limits) {
    this.main = main;
    this.limits = limits;
  }

  /** Runs it to its end; as {@link #run(List, Path, Consumer)}. */
  public void run(List<String> arguments, Path log)
      throws IOException, DetectorException, InterruptedException {
    run(arguments, log, line -> {});
  }

  /**
   * Runs it to its end; interrupting the wait ends it.
   *
   * @param log where its output goes, in place of an older one
   * @param listener gets every line of it
   * @throws DetectorException when it fails, or was killed: it wrote nothing for half an hour, or
   *     used three quarters of the machine's memory
   */
  public void run(List<String> arguments, Path log, Consumer<String> listener)
      throws IOException, DetectorException, InterruptedException {
    Process process = new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
    ProcessWatchdog watch = ProcessWatchdog.over(process, limits);
    Thread end = new Thread(process::destroy, "end-child");
    Runtime.getRuntime().addShutdownHook(end);
    String last = "failed without output";
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        PrintWriter kept = new PrintWriter(Files.newBufferedWriter(log))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        kept.println(line);
        kept.flush();
        watch.onOutput();
        listener.accept(line);
        last = line.isBlank() ? last : line;
      }
      if (process.waitFor() != 0) {
        String why = watch.killedBecause().map(because -> "killed: " + because).orElse(last);
        throw new DetectorException(
            "vedette " + String.join(" ", arguments) + ": " + why + " (log: " + log + ")");
      }
    } finally {
      process.destroy();
      forget(end);
    }
  }

  private List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "10"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
  }

  private static void forget(Thread end) {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      return; // the program is ending already
    }
  }
}
