package io.vedette.benchmarks.process;

import io.vedette.federated.worker.ResidentMemory;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Kills a process that exceeds its limits. */
final class ProcessWatchdog {

  private final Process process;
  private final ProcessLimits limits;
  private volatile long lastOutputNanos = System.nanoTime();
  private volatile @Nullable String killedBecause;

  private ProcessWatchdog(Process process, ProcessLimits limits) {
    this.process = process;
    this.limits = limits;
  }

  /** Watches until the process ends. */
  static ProcessWatchdog over(Process process, ProcessLimits limits) {
    ProcessWatchdog watch = new ProcessWatchdog(process, limits);
    Thread thread = new Thread(watch::untilEnd, "watch-" + process.pid());
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  /** The process wrote something. */
  void onOutput() {
    lastOutputNanos = System.nanoTime();
  }

  /** Why it was killed; empty when it was not. */
  Optional<String> killedBecause() {
    return Optional.ofNullable(killedBecause);
  }

  private void untilEnd() {
    try {
      while (!process.waitFor(1, TimeUnit.SECONDS)) {
        OptionalLong used = ResidentMemory.mebibytes(process.pid());
        if (System.nanoTime() - lastOutputNanos > limits.silence().toNanos()) {
          kill("it wrote nothing for " + limits.silence().toSeconds() + " s");
        } else if (used.isPresent() && used.getAsLong() > limits.memoryMiB()) {
          kill("it used " + used.getAsLong() + " MiB of at most " + limits.memoryMiB());
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
