package io.vedette.cloud.worker;

import io.vedette.detector.runtime.DeviceClass;
import io.vedette.federated.worker.DistillationJob;
import io.vedette.federated.worker.DistillationResult;
import io.vedette.federated.worker.Limits;
import io.vedette.federated.worker.Progress;
import io.vedette.federated.worker.Score;
import io.vedette.federated.worker.TrainingException;
import io.vedette.federated.worker.TrainingProcess;
import io.vedette.federated.worker.VariantResult;
import io.vedette.proto.v1.DistillFailure;
import io.vedette.proto.v1.DistillJob;
import io.vedette.proto.v1.DistillProgress;
import io.vedette.proto.v1.DistillResult;
import io.vedette.proto.v1.DistillerMessage;
import io.vedette.proto.v1.Metrics;
import io.vedette.proto.v1.Variant;
import io.vedette.wire.ArtifactClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one job after the other: fetches, trains in a child process, uploads. */
final class Assignment implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Assignment.class);

  private static final int UPLOADS = 30;
  private static final long UPLOAD_PAUSE_MS = 2_000;

  private final DistillerConfig config;
  private final ArtifactCache cache;
  private final ArtifactClient client;
  private final Consumer<DistillerMessage> tell;

  private @Nullable String jobId;
  private @Nullable TrainingProcess training;
  private boolean cancelled;
  private boolean closed;

  Assignment(
      DistillerConfig config,
      ArtifactCache cache,
      ArtifactClient client,
      Consumer<DistillerMessage> tell) {
    this.config = config;
    this.cache = cache;
    this.client = client;
    this.tell = tell;
  }

  /**
   * The job's last word: a result (the coordinator's gates decide what is kept) whose files are
   * uploaded, or a failure.
   */
  DistillerMessage run(DistillJob job) {
    JobFolder folder =
        new JobFolder(config.directory().resolve("jobs").resolve(fileName(job.getJobId())), cache);
    try {
      begin(job.getJobId());
      DistillationJob prepared = folder.prepare(job, config.precision());
      cache.trim();
      DistillationResult result = train(job, prepared);
      DistillResult message = uploadPatiently(job, prepared, result);
      folder.delete();
      return DistillerMessage.newBuilder().setResult(message).build();
    } catch (TrainingException e) {
      log.warn("{}: {}", job.getJobId(), e.getMessage());
      return failure(job, String.valueOf(e.getMessage()), e.worthRetrying());
    } catch (IOException e) {
      log.warn("{}: {}", job.getJobId(), e.getMessage());
      return failure(job, String.valueOf(e.getMessage()), true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failure(job, "the distiller is closing", true);
    } finally {
      end();
    }
  }

  /** Job ids come from the coordinator; what is no plain name must not become a path. */
  private static String fileName(String id) {
    return id.replaceAll("[^a-zA-Z0-9-]", "_");
  }

  private synchronized void begin(String id) throws TrainingException {
    if (closed) {
      throw new TrainingException("the distiller is closing", true);
    }
    jobId = id;
    cancelled = false;
  }

  private synchronized void end() {
    jobId = null;
    training = null;
  }

  private DistillationResult train(DistillJob job, DistillationJob prepared)
      throws TrainingException, InterruptedException {
    Limits limits =
        new Limits(
            config.memoryMiB(),
            Duration.ofMillis(Math.max(1, job.getDeadlineMs())),
            config.niceness(),
            config.threads());
    TrainingProcess process;
    synchronized (this) {
      if (cancelled) {
        throw new TrainingException("the job was cancelled", true);
      }
      process = TrainingProcess.start(prepared, limits, p -> progress(job, p));
      training = process;
    }
    log.info("{} trains in process {}", job.getJobId(), process.pid());
    try (process) {
      return (DistillationResult) process.result().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TrainingException cause) {
        throw cause;
      }
      throw new TrainingException(String.valueOf(e.getCause()), true, e);
    } catch (CancellationException e) {
      throw new TrainingException("the job was cancelled", true, e);
    }
  }

  private void progress(DistillJob job, Progress progress) {
    tell.accept(
        DistillerMessage.newBuilder()
            .setProgress(
                DistillProgress.newBuilder()
                    .setJobId(job.getJobId())
                    .setStage(progress.stage())
                    .setEpoch(progress.epoch())
                    .setEpochs(progress.epochs())
                    .setLoss(progress.loss()))
            .build());
  }

  /**
   * Minutes of training are not thrown away because the coordinator is being started again.
   *
   * @throws IOException when it stays away, or the job was cancelled meanwhile
   */
  private DistillResult uploadPatiently(
      DistillJob job, DistillationJob prepared, DistillationResult result)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return upload(job, prepared, result);
      } catch (IOException e) {
        if (attempt == UPLOADS || !pause()) {
          throw e;
        }
        log.info("{}: {}; trying again", job.getJobId(), e.getMessage());
      }
    }
  }

  /**
   * @return false when the job was cancelled
   */
  private synchronized boolean pause() throws InterruptedException {
    if (!cancelled) {
      wait(UPLOAD_PAUSE_MS);
    }
    return !cancelled;
  }

  private DistillResult upload(DistillJob job, DistillationJob prepared, DistillationResult result)
      throws IOException {
    Path training = prepared.training();
    DistillResult.Builder message =
        DistillResult.newBuilder()
            .setJobId(job.getJobId())
            .setTraining(client.upload(training, "training"))
            .setBaseline(metrics(result.baseline()))
            .setTrainingS(result.seconds())
            .putAllRecipe(result.recipe());
    for (VariantResult variant : result.variants()) {
      message.addVariants(
          Variant.newBuilder()
              .setName(variant.name())
              .setArtifact(client.upload(variant.file(), variant.name()))
              .addMetrics(metrics(variant.score())));
    }
    return message.build();
  }

  private static Metrics metrics(Score score) {
    return Metrics.newBuilder()
        .setAp(score.ap())
        .setAp50(score.ap50())
        .setAp75(score.ap75())
        .setAr100(score.ar100())
        .setImages(score.images())
        .setDatasetSha256(score.datasetDigest())
        .setLatencyP50Ms(score.latencyP50Millis())
        .setLatencyP95Ms(score.latencyP95Millis())
        .setDeviceClass(DeviceClass.ofThisMachine())
        .build();
  }

  private static DistillerMessage failure(DistillJob job, String why, boolean retry) {
    return DistillerMessage.newBuilder()
        .setFailure(
            DistillFailure.newBuilder().setJobId(job.getJobId()).setWhy(why).setRetry(retry))
        .build();
  }

  synchronized void cancel(String id) {
    if (id.equals(jobId)) {
      cancelled = true;
      stop();
    }
  }

  synchronized long pid() {
    TrainingProcess process = training;
    return process == null ? 0 : process.pid();
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
    cancelled = true;
    stop();
  }
}
