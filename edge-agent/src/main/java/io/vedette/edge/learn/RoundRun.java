package io.vedette.edge.learn;

import io.vedette.edge.link.CommandPhase;
import io.vedette.edge.link.CommandProgress;
import io.vedette.edge.link.LearnerProgress;
import io.vedette.edge.link.PendingUpdate;
import io.vedette.edge.link.RoundRequest;
import io.vedette.edge.link.Transfers;
import io.vedette.edge.link.UpdateOutcome;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's way through one round: base model, dataset, training, upload. Each step begins where
 * the files say the last process stopped; training goes on from its last whole epoch. Nothing of it
 * has a deadline: a coordinator that is away is waited for, and an update that comes after its
 * round counts in the next.
 */
final class RoundRun {

  private static final Logger log = LoggerFactory.getLogger(RoundRun.class);

  /** Trainings begun in a row that did not finish an epoch. */
  private static final int MAX_ATTEMPTS = 3;

  /** A learner that shows no progress for so long is ended. */
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /** Steps before the training: accepted, downloaded, begun. */
  private static final int PARTS = 4;

  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(15);

  private final RoundFolder folder;
  private final LearnerConfig config;
  private final ReplayStore replay;
  private final Transfers transfers;
  private final Consumer<CommandProgress> reports;
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
      Transfers transfers,
      Consumer<CommandProgress> reports) {
    this.state = state;
    this.folder = folder;
    this.config = config;
    this.replay = replay;
    this.transfers = transfers;
    this.reports = reports;
    this.progress = new LearnerProgress(state.order().roundId(), "accepted", 0, 0, 0, 0);
  }

  /**
   * Goes through the round; returns when the coordinator has the update.
   *
   * @throws RoundFailedException when the agent cannot take part, or not any more
   * @throws InterruptedException when stopped; the files stay for the next process
   */
  void run() throws RoundFailedException, IOException, InterruptedException {
    PendingUpdate update = state().update();
    if (update == null) {
      fetchBase();
      update = trained();
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
    RoundRequest order = order();
    tell(CommandPhase.DOWNLOADING, "base model " + Digests.brief(order.base().sha256()));
    Backoff backoff = backoff();
    while (!Files.exists(folder.base())) {
      try {
        transfers.download(order.base(), folder.base());
      } catch (DigestException e) {
        throw new RoundFailedException(CommandPhase.FAILED, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        log.info("round {}: {}; trying again", order.roundId(), e.getMessage());
        pause(backoff.next());
      }
    }
  }

  private PendingUpdate trained() throws RoundFailedException, IOException, InterruptedException {
    while (true) {
      if (state().attempts() >= MAX_ATTEMPTS) {
        throw new RoundFailedException(
            CommandPhase.FAILED,
            "training was begun " + state().attempts() + " times and got no further");
      }
      try {
        return attempt();
      } catch (TrainingException e) {
        checkStopped();
        if (!e.worthRetrying()) {
          throw new RoundFailedException(CommandPhase.FAILED, String.valueOf(e.getMessage()));
        }
        tell(CommandPhase.TRAINING, "the learner failed and is started again: " + e.getMessage());
      }
    }
  }

  private PendingUpdate attempt()
      throws RoundFailedException, TrainingException, IOException, InterruptedException {
    RoundRequest order = order();
    if (!Files.exists(folder.annotations()) || state().escalationIds().isEmpty()) {
      folder.clearTraining();
      int most = order.maxExamples() > 0 ? order.maxExamples() : Integer.MAX_VALUE;
      save(
          state()
              .with(
                  ReplayDataset.write(
                      replay, replay.newest(most), order.labels(), folder.dataset())));
    }
    save(state().attempt());
    tell(
        CommandPhase.TRAINING,
        state().escalationIds().size()
            + " examples, attempt "
            + state().attempts()
            + (state().epochs() == 0 ? "" : ", going on from epoch " + state().epochs()));
    LocalUpdateJob job =
        new LocalUpdateJob(
            folder.base(),
            folder.annotations(),
            order.epochs(),
            order.batch(),
            order.learningRate(),
            order.seed(),
            folder.output());
    Limits limits = new Limits(config.memoryMiB(), PATIENCE, config.niceness(), config.threads());
    try (TrainingProcess training = TrainingProcess.start(job, limits, this::progressed)) {
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
    RoundRequest order = order();
    return new PendingUpdate(
        state().updateId(),
        order.roundId(),
        order.base().sha256(),
        result.examples(),
        Digests.sha256(job.update()),
        Files.size(job.update()),
        result.lossBefore(),
        result.lossAfter(),
        state().escalationIds(),
        result.seconds(),
        job.update());
  }

  /** Another part of the work counts as a step, so that steps only grow. */
  private void begin(String stage) {
    LearnerProgress last = progress;
    if (!last.stage().equals(stage)) {
      progress = new LearnerProgress(last.roundId(), stage, 0, 0, last.steps() + 1, 0);
    }
  }

  private void progressed(Progress training) {
    LearnerProgress last = progress;
    progress =
        new LearnerProgress(
            last.roundId(),
            training.stage(),
            training.epoch(),
            training.epochs(),
            Math.max(last.steps(), PARTS + training.steps()),
            training.stepsTotal() == 0 ? 0 : PARTS + training.stepsTotal());
    if (training.checkpointed() > state().epochs()) {
      try {
        save(state().reached(training.checkpointed()));
      } catch (IOException e) {
        log.warn("round {}: an epoch is not noted: {}", order().roundId(), e.getMessage());
      }
    }
  }

  private void upload(PendingUpdate update) throws RoundFailedException, InterruptedException {
    tell(CommandPhase.UPLOADING, update.size() + " bytes from " + update.examples() + " examples");
    Backoff backoff = backoff();
    while (true) {
      checkStopped();
      try {
        UpdateOutcome receipt = transfers.upload(update);
        if (!receipt.accepted()) {
          throw new RoundFailedException(CommandPhase.FAILED, "update refused: " + receipt.why());
        }
        return;
      } catch (IOException e) {
        log.info("round {}: {}; trying again", order().roundId(), e.getMessage());
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
   * Ends the run soon.
   *
   * @param why the coordinator's reason; "" when the agent itself stops and will go on later
   */
  void stop(String why) {
    stopReason = why;
    stopped.countDown();
    TrainingProcess running = process;
    if (running != null) {
      running.close();
    }
  }

  LearnerProgress progress() {
    return progress;
  }

  RoundRequest order() {
    return state().order();
  }

  private void tell(CommandPhase phase, String message) {
    begin(phase.name().toLowerCase(Locale.ROOT));
    reports.accept(new CommandProgress(order().commandId(), phase, message));
  }

  private static Backoff backoff() {
    return new Backoff(FIRST_RETRY, LAST_RETRY, new Random());
  }
}
