package io.vedette.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the demo's processes alive: what dies is started again, with growing pauses and a bound.
 * The pids stand in {@code processes.json}, so that anyone may kill one and watch.
 */
final class Supervisor implements AutoCloseable {

  private static final int MAX_RESTARTS = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Path launcher;
  private final Path pids;
  private final DemoOutput output;
  private final Map<String, RoleProcess> running =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<String, Integer> restarts = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Set<String> readyOnce = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> failed = new CompletableFuture<>();
  private volatile boolean closing;

  /**
   * @param launcher the vedette script
   * @param folder where {@code processes.json} is kept
   * @param output told who is ready, and who is started again
   */
  Supervisor(Path launcher, Path folder, DemoOutput output) {
    this.launcher = launcher;
    this.pids = folder.resolve("processes.json");
    this.output = output;
  }

  /**
   * Starts roles, all at once.
   *
   * @return for each in turn what it says behind "ready:"
   */
  List<CompletableFuture<String>> start(List<DemoRole> roles) throws IOException {
    List<CompletableFuture<String>> ready = new ArrayList<>();
    for (DemoRole role : roles) {
      ready.add(launch(role).ready());
    }
    return ready;
  }

  private RoleProcess launch(DemoRole role) throws IOException {
    RoleProcess process = RoleProcess.start(launcher, role);
    running.put(role.name(), process);
    writePids();
    process
        .ready()
        .thenAccept(
            text -> {
              readyOnce.add(role.name());
              output.line(role.name() + " is ready: " + text);
            });
    process.onExit().thenRun(() -> ended(process));
    return process;
  }

  /** What dies before it was ever ready would die again. */
  private void ended(RoleProcess process) {
    DemoRole role = process.role();
    if (closing || running.get(role.name()) != process) {
      return;
    }
    if (!readyOnce.contains(role.name())) {
      process.ready().whenComplete((text, why) -> failed.completeExceptionally(why));
      return;
    }
    int count = restarts.merge(role.name(), 1, Integer::sum);
    if (count > MAX_RESTARTS) {
      failed.completeExceptionally(
          new IOException(
              role.name()
                  + " ended "
                  + count
                  + " times, last with exit code "
                  + process.exitValue()
                  + " (log: "
                  + role.log()
                  + ")"));
      return;
    }
    output.line(
        role.name() + " ended with exit code " + process.exitValue() + "; starting it again");
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(count - 1, 6));
    CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> restart(role));
  }

  private void restart(DemoRole role) {
    if (closing) {
      return;
    }
    try {
      launch(role);
    } catch (IOException e) {
      failed.completeExceptionally(e);
    }
  }

  private synchronized void writePids() throws IOException {
    Map<String, Long> byName = new LinkedHashMap<>();
    synchronized (running) {
      running.forEach((name, process) -> byName.put(name, process.pid()));
    }
    Path part = pids.resolveSibling(pids.getFileName() + ".part");
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(part.toFile(), byName);
    Files.move(part, pids, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Completes exceptionally when a role cannot be started or kept alive. */
  CompletableFuture<Void> failed() {
    return failed;
  }

  /** Roles that have not been ready yet, by name. */
  Set<String> starting() {
    Set<String> names = new TreeSet<>();
    synchronized (running) {
      names.addAll(running.keySet());
    }
    names.removeAll(readyOnce);
    return names;
  }

  /** Where a role's output goes. */
  Path log(String name) {
    RoleProcess process = running.get(name);
    return process == null ? pids : process.role().log();
  }

  /** How often each role had to be started again. */
  Map<String, Integer> restarts() {
    synchronized (restarts) {
      return new LinkedHashMap<>(restarts);
    }
  }

  /** Ends every process, the last started first. */
  @Override
  public void close() {
    closing = true;
    List<RoleProcess> processes;
    synchronized (running) {
      processes = new ArrayList<>(running.values());
    }
    Collections.reverse(processes);
    List<CompletableFuture<Void>> stops = new ArrayList<>();
    for (RoleProcess process : processes) {
      // The coordinator goes last: the others still talk to it while they end.
      if (process.role().name().equals("coordinator")) {
        CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new)).join();
      }
      stops.add(CompletableFuture.runAsync(() -> process.stop(PATIENCE)));
    }
    CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new)).join();
  }
}
