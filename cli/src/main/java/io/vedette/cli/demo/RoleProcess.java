package io.vedette.cli.demo;

import io.vedette.cli.process.ParentWatch;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A running role. Its output goes to its log; the line "ready: …" completes {@link #ready}. */
final class RoleProcess {

  private static final String READY = "ready:";

  /**
   * Ctrl-C reaches the whole terminal; the roles leave it to the demo, which still has questions to
   * them.
   */
  private static final List<String> IGNORE_INTERRUPT =
      List.of("bash", "-c", "trap '' INT; exec \"$0\" \"$@\"");

  private final DemoRole role;
  private final Process process;
  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private RoleProcess(DemoRole role, Process process) {
    this.role = role;
    this.process = process;
  }

  /** Starts {@code launcher ARGUMENTS}. */
  static RoleProcess start(Path launcher, DemoRole role) throws IOException {
    List<String> command = new ArrayList<>(IGNORE_INTERRUPT);
    command.add(launcher.toString());
    command.addAll(role.arguments());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // The role's standard input stays open as long as the demo lives: killed, it leaves no role
    // behind.
    builder.environment().put(ParentWatch.VARIABLE, "yes");
    Process process = builder.start();
    RoleProcess started = new RoleProcess(role, process);
    Thread reader = new Thread(started::copyOutput, "log-" + role.name());
    reader.setDaemon(true);
    reader.start();
    return started;
  }

  private void copyOutput() {
    String last = "no output";
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter log =
            Files.newBufferedWriter(
                role.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.write(line);
        log.newLine();
        log.flush();
        last = line;
        if (line.startsWith(READY)) {
          ready.complete(line.substring(READY.length()).strip());
        }
      }
    } catch (IOException e) {
      last = e.toString();
    }
    ready.completeExceptionally(
        new IOException(
            role.name() + " ended before it was ready: " + last + " (log: " + role.log() + ")"));
  }

  DemoRole role() {
    return role;
  }

  long pid() {
    return process.pid();
  }

  int exitValue() {
    return process.exitValue();
  }

  /** What the role said behind "ready:"; fails when the process ends first. */
  CompletableFuture<String> ready() {
    return ready;
  }

  CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** Asks the process to end, and after {@code patience} ends it. */
  void stop(Duration patience) {
    process.destroy();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
