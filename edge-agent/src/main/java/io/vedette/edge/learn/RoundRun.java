package io.vedette.edge.learn;

import io.vedette.edge.link.CommandClient;
import io.vedette.edge.link.CommandPhase;
import io.vedette.edge.link.CommandProgress;
import io.vedette.edge.link.PendingUpdate;
import io.vedette.edge.link.RoundRequest;
import io.vedette.edge.link.UpdateOutcome;
import io.vedette.edge.status.LearnerProgress;
import io.vedette.federated.worker.Limits;
import io.vedette.federated.worker.LocalUpdateJob;
import io.vedette.federated.worker.LocalUpdateResult;
import io.vedette.federated.worker.Progress;
import io.vedette.federated.worker.TrainingException;
import io.vedette.federated.worker.TrainingProcess;
import io.vedette.wire.Backoff;
import io.vedette.wire.DigestException;
import io.vedette.wire.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's part of one round: download the base model, write the dataset, train, upload. Every
 * step resumes where the files say that the last process stopped, training at its last complete
 * epoch. There is no deadline: the agent waits for an absent coordinator, and an update that comes
 * after its round counts in the next.
 */
final class RoundRun {

  private static final Logger log = LoggerFactory.getLogger(RoundRun.class);

  /** Training attempts in a row that did not complete an epoch. */
  private static final int MAX_ATTEMPTS = 3;

  /** A training process without progress for so long is killed. */
  private static final Duration SILENCE_TIMEOUT = Duration.ofMinutes(20);

  /** Steps of progress that are counted before those of training. */
  private static final int STEPS_BEFORE = 4;

  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(15);

  private final RoundFolder folder;
  private final LearnerConfig config;
  private final ReplayStore replay;
  private final CommandClient client;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private RoundState state;
  private volatile String stopReason = "";
  private volatile LearnerProgress progress;
  private volatile @Nullable TrainingProcess process;

  RoundRun(
      RoundState state,
      RoundFolder folder,
      LearnerConfig config,
      ReplayStore replay,
      CommandClient client) {
    this.state = state;
    this.folder = folder;
    this.config = config;
    this.replay = replay;
    this.client = client;
    this.progress = new LearnerProgress(state.request().roundId(), "accepted", 0, 0, 0, 0);
  }

  /**
   * Runs the round; returns when the coordinator has the update.
   *
   * @throws RoundFailedException when the agent cannot take part, or not any longer
   * @throws InterruptedException when stopped; the next process resumes from the files
   */
  void run() throws RoundFailedException, IOException, InterruptedException {
    PendingUpdate update = state().update();
    if (update == null) {
      fetchBase();
      update = train();
      save(state().with(update));
    }
    upload(update);
  }

  private synchronized RoundState state() {
    return state;
  }

  private synchronized void save(RoundState next) throws IOException {
    folder.save(next);
    state = next;
  }

  private void fetchBase() throws RoundFailedException, InterruptedException {
    RoundRequest request = request();
    report(CommandPhase.DOWNLOADING, "base model " + Digests.brief(request.base().sha256()));
    Backoff backoff = backoff();
    while (!Files.exists(folder.base())) {
      try {
        client.download(request.base(), folder.base());
      } catch (DigestException e) {
        throw new RoundFailedException(CommandPhase.FAILED, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        log.info("round {}: {}; trying again", request.roundId(), e.getMessage());
        pause(backoff.next());
      }
    }
  }

  private PendingUpdate train() throws RoundFailedException, IOException, InterruptedException {
    while (true) {
      if (state().attempts() >= MAX_ATTEMPTS) {
        throw new RoundFailedException(
            CommandPhase.FAILED,
            "training was started " + state().attempts() + " times without completing an epoch");
      }
      try {
        return attempt();
      } catch (TrainingException e) {
        checkStopped();
        if (!e.worthRetrying()) {
          throw new RoundFailedException(CommandPhase.FAILED, String.valueOf(e.getMessage()));
        }
        report(
            CommandPhase.TRAINING,
            "the training process failed and is started again: " + e.getMessage());
      }
    }
  }

  private PendingUpdate attempt()
      throws RoundFailedException, TrainingException, IOException, InterruptedException {
    RoundRequest request = request();
    if (!Files.exists(folder.annotations()) || state().escalationIds().isEmpty()) {
      folder.clearTraining();
      int most = request.maxExamples() > 0 ? request.maxExamples() : Integer.MAX_VALUE;
      save(state().with(replay.writeDataset(most, request.labels(), folder.dataset())));
      if (state().escalationIds().isEmpty()) {
        throw new RoundFailedException(
            CommandPhase.DECLINED, "no example shows any of " + request.labels());
      }
    }
    save(state().attempt());
    report(
        CommandPhase.TRAINING,
        state().escalationIds().size()
            + " examples, attempt "
            + state().attempts()
            + (state().epochs() == 0 ? "" : ", resumed from epoch " + state().epochs()));
    LocalUpdateJob job =
        new LocalUpdateJob(
            folder.base(),
            folder.annotations(),
            request.epochs(),
            request.batch(),
            request.learningRate(),
            request.seed(),
            folder.output());
    Limits limits =
        new Limits(config.memoryMiB(), SILENCE_TIMEOUT, config.niceness(), config.threads());
    try (TrainingProcess training = TrainingProcess.start(job, limits, this::onProgress)) {
      process = training;
      checkStopped();
      return update(job, (LocalUpdateResult) training.result().get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TrainingException failure) {
        throw failure;
      }
      throw new TrainingException("training failed: " + e.getCause(), false, e);
    } finally {
      process = null;
    }
  }

  private PendingUpdate update(LocalUpdateJob job, LocalUpdateResult result) throws IOException {
    RoundRequest request = request();
    return new PendingUpdate(
        state().updateId(),
        request.roundId(),
        request.base().sha256(),
        result.examples(),
        Digests.sha256(job.update()),
        Files.size(job.update()),
        result.lossBefore(),
        result.lossAfter(),
        state().escalationIds(),
        result.seconds(),
        job.update());
  }

  /** A new stage counts as a step, so that steps only grow. */
  private void beginStage(String stage) {
    LearnerProgress last = progress;
    if (!last.stage().equals(stage)) {
      progress = new LearnerProgress(last.roundId(), stage, 0, 0, last.steps() + 1, 0);
    }
  }

  private void onProgress(Progress training) {
    LearnerProgress last = progress;
    progress =
        new LearnerProgress(
            last.roundId(),
            training.stage(),
            training.epoch(),
            training.epochs(),
            Math.max(last.steps(), STEPS_BEFORE + training.steps()),
            training.stepsTotal() == 0 ? 0 : STEPS_BEFORE + training.stepsTotal());
    if (training.checkpointed() > state().epochs()) {
      try {
        save(state().reached(training.checkpointed()));
      } catch (IOException e) {
        log.warn(
            "round {}: an epoch could not be recorded: {}", request().roundId(), e.getMessage());
      }
    }
  }

  private void upload(PendingUpdate update) throws RoundFailedException, InterruptedException {
    report(
        CommandPhase.UPLOADING, update.size() + " bytes from " + update.examples() + " examples");
    Backoff backoff = backoff();
    while (true) {
      checkStopped();
      try {
        UpdateOutcome outcome = client.upload(update);
        if (!outcome.accepted()) {
          throw new RoundFailedException(CommandPhase.FAILED, "update refused: " + outcome.why());
        }
        return;
      } catch (IOException e) {
        log.info("round {}: {}; trying again", request().roundId(), e.getMessage());
        pause(backoff.next());
      }
    }
  }

  private void pause(Duration wait) throws RoundFailedException, InterruptedException {
    stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    checkStopped();
  }

  private void checkStopped() throws RoundFailedException, InterruptedException {
    if (stopped.getCount() == 0) {
      if (stopReason.isEmpty()) {
        throw new InterruptedException("the agent stops");
      }
      throw new RoundFailedException(CommandPhase.FAILED, "cancelled: " + stopReason);
    }
  }

  /**
   * Stops the run soon.
   *
   * @param reason the coordinator's; "" when the agent stops and the next process will resume
   */
  void stop(String reason) {
    stopReason = reason;
    stopped.countDown();
    TrainingProcess running = process;
    if (running != null) {
      running.close();
    }
  }

  LearnerProgress progress() {
    return progress;
  }

  RoundRequest request() {
    return state().request();
  }

  private void report(CommandPhase phase, String message) {
    beginStage(phase.name().toLowerCase(Locale.ROOT));
    client.report(new CommandProgress(request().commandId(), phase, message));
  }

  private static Backoff backoff() {
    return new Backoff(FIRST_RETRY, LAST_RETRY, new Random());
  }
}
