package io.vedette.federated.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job running in a Java process of its own. It ends in one of four ways: with a result, with an
 * error of its own, killed for showing no progress or at its memory limit, or closed. Should this
 * process die, even by {@code kill -9}, the child sees its standard input end and stops by itself.
 */
public final class TrainingProcess implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TrainingProcess.class);

  private final Job job;
  private final Limits limits;
  private final Process process;
  private final Consumer<Progress> onProgress;
  private final OutputTail errors = new OutputTail();
  private final CompletableFuture<Result> result = new CompletableFuture<>();

  private final ProgressSilence silence = new ProgressSilence(System.nanoTime());
  private volatile @Nullable Progress newest;

  /** Why the child was killed; null while nobody has. */
  private volatile @Nullable String killedBecause;

  private TrainingProcess(Job job, Limits limits, Process process, Consumer<Progress> onProgress) {
    this.job = job;
    this.limits = limits;
    this.process = process;
    this.onProgress = onProgress;
  }

  /**
   * Starts the child.
   *
   * @param onProgress hears every step on a thread of this object; must not block
   * @throws TrainingException when the job cannot be written down or no process can be started
   */
  public static TrainingProcess start(Job job, Limits limits, Consumer<Progress> onProgress)
      throws TrainingException {
    try {
      JobFiles.writeJob(job);
      Files.deleteIfExists(job.output().resolve(JobFiles.RESULT));
      Process process = ChildCommand.of(job.output(), limits).start();
      TrainingProcess training = new TrainingProcess(job, limits, process, onProgress);
      training.attend();
      return training;
    } catch (IOException e) {
      throw new TrainingException(
          "training in " + job.output() + " cannot start: " + e.getMessage(), true, e);
    }
  }

  /** Completed with the result, or exceptionally with a {@link TrainingException}. */
  public CompletableFuture<Result> result() {
    return result.copy();
  }

  public long pid() {
    return process.pid();
  }

  /** Kills the child if it still runs; its result is then a {@link TrainingException}. */
  @Override
  public void close() {
    kill("it was cancelled");
  }

  private void kill(String why) {
    if (process.isAlive()) {
      if (killedBecause == null) {
        killedBecause = why;
      }
      process.destroyForcibly();
    }
  }

  private void attend() {
    daemon("output", () -> read(process.getInputStream(), this::onOutput));
    Thread reader = daemon("errors", () -> read(process.getErrorStream(), this::onErrorLine));
    daemon("end", () -> awaitEnd(reader));
  }

  private void onOutput(String line) {
    ProgressFormat.parse(line)
        .ifPresentOrElse(this::onProgress, () -> log.debug("training {}: {}", pid(), line));
  }

  private void onProgress(Progress progress) {
    Progress before = newest;
    newest = progress;
    if (before == null
        || progress.steps() > before.steps()
        || !progress.stage().equals(before.stage())) {
      silence.end();
    }
    onProgress.accept(progress);
  }

  private void onErrorLine(String line) {
    errors.add(line);
    if (!OutputTail.isFrame(line)) {
      log.info("training {}: {}", pid(), line);
    }
  }

  private static void read(InputStream stream, Consumer<String> line) {
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String next = reader.readLine(); next != null; next = reader.readLine()) {
        line.accept(next);
      }
    } catch (IOException e) {
      log.debug("a training process closed its stream: {}", e.getMessage());
    }
  }

  private void awaitEnd(Thread errorReader) {
    try {
      while (!process.waitFor(1, TimeUnit.SECONDS)) {
        if (silence.lookedAt(System.nanoTime()).compareTo(limits.patience()) >= 0) {
          kill("it showed no progress for " + limits.patience().toSeconds() + " s");
        }
        OptionalLong held = ResidentMemory.mebibytes(pid());
        if (held.isPresent() && held.getAsLong() > limits.memoryMiB()) {
          kill("it held " + held.getAsLong() + " MiB of the " + limits.memoryMiB() + " it may");
        }
      }
      errorReader.join(1000);
      result.complete(resultOf(process.exitValue()));
    } catch (TrainingException e) {
      result.completeExceptionally(e);
    } catch (InterruptedException e) {
      kill("its parent was interrupted");
      Thread.currentThread().interrupt();
      result.completeExceptionally(
          new TrainingException("training in " + job.output() + " was interrupted", true, e));
    }
  }

  private Result resultOf(int exit) throws TrainingException {
    String where = "training in " + job.output();
    if (killedBecause != null) {
      throw new TrainingException(where + " was killed: " + killedBecause, true);
    }
    if (exit != 0) {
      String lastLine = errors.last();
      throw new TrainingException(
          where + " ended with " + exit + (lastLine.isEmpty() ? "" : ": " + lastLine),
          exit != TrainingMain.EXIT_BAD_JOB);
    }
    try {
      return JobFiles.readResult(job.output());
    } catch (IOException e) {
      throw new TrainingException(where + " left no readable result: " + e.getMessage(), true, e);
    }
  }

  private Thread daemon(String part, Runnable work) {
    Thread thread = new Thread(work, "training-" + pid() + "-" + part);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
