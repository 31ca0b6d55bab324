package io.vedette.cloud.worker;

import io.vedette.cloud.operations.DistillerMetrics;
import io.vedette.detector.runtime.DeviceClass;
import io.vedette.federated.worker.DistillationJob;
import io.vedette.federated.worker.DistillationResult;
import io.vedette.federated.worker.Limits;
import io.vedette.federated.worker.Progress;
import io.vedette.federated.worker.Score;
import io.vedette.federated.worker.TrainingException;
import io.vedette.federated.worker.TrainingProcess;
import io.vedette.federated.worker.VariantResult;
import io.vedette.proto.v1.ArtifactRole;
import io.vedette.proto.v1.DistillJob;
import io.vedette.proto.v1.DistillResult;
import io.vedette.proto.v1.DistillerMessage;
import io.vedette.proto.v1.Metrics;
import io.vedette.proto.v1.Variant;
import io.vedette.registry.manifest.KeyValues;
import io.vedette.registry.manifest.ModelMetrics;
import io.vedette.registry.manifest.VariantCodec;
import io.vedette.wire.ArtifactClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Runs one job after the other: fetches, trains in a child process, uploads. */
final class DistillationJobRunner implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DistillationJobRunner.class);

  private static final int TRANSFERS = 30;
  private static final long TRANSFER_PAUSE_MS = 2_000;

  /** A training process may be silent for this many times the coordinator's patience. */
  private static final int SILENT_PATIENCES = 4;

  private final DistillerConfig config;
  private final ArtifactCache cache;
  private final ArtifactClient client;
  private final DistillerMetrics metrics;
  private final Consumer<DistillerMessage> send;

  private @Nullable JobAttempt current;
  private @Nullable TrainingProcess training;

  /** The latest attempt that was cancelled, begun or not. */
  private @Nullable JobAttempt cancelled;

  private boolean closed;

  DistillationJobRunner(
      DistillerConfig config,
      ArtifactCache cache,
      ArtifactClient client,
      DistillerMetrics metrics,
      Consumer<DistillerMessage> send) {
    this.config = config;
    this.cache = cache;
    this.client = client;
    this.metrics = metrics;
    this.send = send;
  }

  /**
   * The last message about the attempt: a result (the coordinator's gates decide what is kept)
   * whose files are uploaded, or a failure.
   */
  DistillerMessage run(DistillJob job) {
    DistillerMetrics.Attempt measured = metrics.begin();
    DistillerMessage outcome = run(job, measured);
    measured.ended(outcome.hasResult());
    return outcome;
  }

  private DistillerMessage run(DistillJob job, DistillerMetrics.Attempt measured) {
    JobAttempt attempt = JobAttempt.of(job);
    AttemptReports reports = new AttemptReports(attempt, send);
    JobFolder folder =
        new JobFolder(
            config.directory().resolve("jobs").resolve(fileName(job.getJobId())),
            cache,
            reports::fetched);
    try (MDC.MDCCloseable id = MDC.putCloseable("job", attempt.toString())) {
      begin(attempt);
      DistillationJob prepared = patiently(attempt, () -> folder.prepare(job, config.precision()));
      cache.trim();
      DistillationResult result = train(job, prepared, folder, reports, measured);
      reports.begin("uploading");
      DistillResult message = patiently(attempt, () -> upload(attempt, prepared, result));
      folder.delete();
      return DistillerMessage.newBuilder().setResult(message).build();
    } catch (TrainingException e) {
      log.warn("{}", e.getMessage());
      return reports.failure(String.valueOf(e.getMessage()), e.worthRetrying());
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
      return reports.failure(String.valueOf(e.getMessage()), true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return reports.failure("the distiller is closing", true);
    } finally {
      end();
    }
  }

  /** Job ids come from the coordinator; what is no plain name must not become a path. */
  private static String fileName(String id) {
    return id.replaceAll("[^a-zA-Z0-9-]", "_");
  }

  private synchronized void begin(JobAttempt attempt) throws TrainingException {
    current = attempt;
    checkWanted();
  }

  private synchronized void end() {
    current = null;
    training = null;
  }

  private synchronized boolean wanted() {
    return !closed && !Objects.equals(current, cancelled);
  }

  private void checkWanted() throws TrainingException {
    if (!wanted()) {
      throw new TrainingException("the attempt was cancelled", true);
    }
  }

  private DistillationResult train(
      DistillJob job,
      DistillationJob prepared,
      JobFolder folder,
      AttemptReports reports,
      DistillerMetrics.Attempt measured)
      throws TrainingException, InterruptedException {
    reports.begin("starting");
    try (CheckpointUpload checkpoints = new CheckpointUpload(folder.checkpoint(), client, reports);
        TrainingProcess process =
            start(
                prepared,
                job.getPatienceMs(),
                p -> {
                  measured.reached(p.steps());
                  progressed(p, folder, reports, checkpoints);
                })) {
      log.info("{} trains in process {}", JobAttempt.of(job), process.pid());
      return (DistillationResult) process.result().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TrainingException cause) {
        throw cause;
      }
      throw new TrainingException(String.valueOf(e.getCause()), true, e);
    } catch (CancellationException e) {
      throw new TrainingException("the attempt was cancelled", true, e);
    }
  }

  private synchronized TrainingProcess start(
      DistillationJob prepared, long patienceMs, Consumer<Progress> listener)
      throws TrainingException {
    checkWanted();
    // The coordinator takes a silent job away in time; this ends one whose coordinator is gone too.
    Duration patience = Duration.ofMillis(Math.max(1, patienceMs)).multipliedBy(SILENT_PATIENCES);
    Limits limits = new Limits(config.memoryMiB(), patience, config.niceness(), config.threads());
    TrainingProcess process = TrainingProcess.start(prepared, limits, listener);
    training = process;
    return process;
  }

  private static void progressed(
      Progress progress, JobFolder folder, AttemptReports reports, CheckpointUpload checkpoints) {
    reports.trained(progress);
    if (progress.checkpointed() > 0) {
      folder.note(progress.checkpointed());
      checkpoints.offer(progress.checkpointed());
    }
  }

  /** Something that takes files to or from the coordinator. */
  private interface Transfer<T> {
    T run() throws IOException;
  }

  /**
   * Minutes of work are not thrown away because the coordinator is being started again.
   *
   * @throws IOException when it stays away, or the attempt was cancelled meanwhile
   */
  private <T> T patiently(JobAttempt attempt, Transfer<T> transfer)
      throws IOException, InterruptedException {
    for (int round = 1; ; round++) {
      try {
        return transfer.run();
      } catch (IOException e) {
        if (round == TRANSFERS || !pause()) {
          throw e;
        }
        log.info("{}: {}; trying again", attempt, e.getMessage());
      }
    }
  }

  /**
   * @return false when the attempt is not wanted any more
   */
  private synchronized boolean pause() throws InterruptedException {
    if (wanted()) {
      wait(TRANSFER_PAUSE_MS);
    }
    return wanted();
  }

  private DistillResult upload(
      JobAttempt attempt, DistillationJob prepared, DistillationResult result) throws IOException {
    Path training = prepared.trained();
    DistillResult.Builder message =
        DistillResult.newBuilder()
            .setJobId(attempt.jobId())
            .setAttempt(attempt.number())
            .setTraining(client.upload(training, ArtifactRole.ARTIFACT_ROLE_TRAINING))
            .setBaseline(metrics(result.baseline()))
            .setAnswers(client.upload(result.answers(), ArtifactRole.ARTIFACT_ROLE_ANSWERS))
            .setTrainingMs(Math.round(result.seconds() * 1e3))
            .addAllRecipe(KeyValues.toProto(result.recipe()));
    for (VariantResult variant : result.variants()) {
      message.addVariants(
          Variant.newBuilder()
              .setName(variant.name())
              .setArtifact(client.upload(variant.file(), VariantCodec.role(variant.name())))
              .addMetrics(metrics(variant.score())));
    }
    return message.build();
  }

  private static Metrics metrics(Score score) {
    return VariantCodec.toProto(
        new ModelMetrics(
            score.ap(),
            score.ap50(),
            score.ap75(),
            score.ar100(),
            score.images(),
            score.datasetDigest(),
            score.latencyP50Millis(),
            score.latencyP95Millis(),
            DeviceClass.ofThisMachine()));
  }

  /** Ends an attempt, or keeps it from beginning. */
  synchronized void cancel(JobAttempt attempt) {
    cancelled = attempt;
    if (attempt.equals(current)) {
      stop();
    }
  }

  private synchronized void stop() {
    notifyAll();
    TrainingProcess process = training;
    if (process != null) {
      process.close();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    stop();
  }
}
