package io.vedette.benchmarks.process;

import io.vedette.federated.worker.ResidentMemory;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Kills a process that outlasts somebody's patience. */
final class ProcessWatchdog {

  private final Process process;
  private final ProcessLimits patience;
  private volatile long heardNanos = System.nanoTime();
  private volatile @Nullable String killedBecause;

  private ProcessWatchdog(Process process, ProcessLimits patience) {
    this.process = process;
    this.patience = patience;
  }

  /** Watches until the process ends. */
  static ProcessWatchdog over(Process process, ProcessLimits patience) {
    ProcessWatchdog watch = new ProcessWatchdog(process, patience);
    Thread thread = new Thread(watch::untilEnd, "watch-" + process.pid());
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  /** It said something. */
  void heard() {
    heardNanos = System.nanoTime();
  }

  /** Why it was killed; empty where it was not. */
  Optional<String> killedBecause() {
    return Optional.ofNullable(killedBecause);
  }

  private void untilEnd() {
    try {
      while (!process.waitFor(1, TimeUnit.SECONDS)) {
        OptionalLong held = ResidentMemory.mebibytes(process.pid());
        if (System.nanoTime() - heardNanos > patience.silence().toNanos()) {
          kill("it said nothing for " + patience.silence().toSeconds() + " s");
        } else if (held.isPresent() && held.getAsLong() > patience.memoryMiB()) {
          kill("it held " + held.getAsLong() + " MiB of the " + patience.memoryMiB() + " it may");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void kill(String why) {
    killedBecause = why;
    process.destroyForcibly();
  }
}
