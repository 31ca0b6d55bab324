package io.vedette.edge.learn;

import io.vedette.edge.link.PendingUpdate;
import io.vedette.edge.link.Phase;
import io.vedette.edge.link.Receipt;
import io.vedette.edge.link.Report;
import io.vedette.edge.link.RoundOrder;
import io.vedette.edge.link.Transfers;
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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's way through one round: base model, dataset, training, upload. Each step begins where
 * the files say the last process stopped.
 */
final class RoundRun {

  /** The first try, one more when the learner was killed, one more when the agent was. */
  private static final int MAX_ATTEMPTS = 3;

  private static final int MAX_KILLED = 2;
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(15);

  /** An update is offered for so long after its round's deadline: the receipt says if it counts. */
  private static final Duration UPLOAD_GRACE = Duration.ofMinutes(2);

  private final RoundFolder folder;
  private final LearnerConfig config;
  private final ReplayStore replay;
  private final Transfers transfers;
  private final Consumer<Report> reports;
  private final Clock clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private RoundState state;
  private volatile String stopReason = "";
  private volatile String activity;
  private volatile @Nullable TrainingProcess process;

  RoundRun(
      RoundState state,
      RoundFolder folder,
      LearnerConfig config,
      ReplayStore replay,
      Transfers transfers,
      Consumer<Report> reports,
      Clock clock) {
    this.state = state;
    this.folder = folder;
    this.config = config;
    this.replay = replay;
    this.transfers = transfers;
    this.reports = reports;
    this.clock = clock;
    this.activity = "round " + state.order().roundId();
  }

  /**
   * Goes through the round; returns when the coordinator has the update.
   *
   * @throws RoundFailedException when the agent cannot take part, or not any more
   * @throws InterruptedException when stopped; the files stay for the next process
   */
  void run() throws RoundFailedException, IOException, InterruptedException {
    PendingUpdate update = state.update();
    if (update == null) {
      fetchBase();
      update = trained();
      state = state.with(update);
      folder.save(state);
    }
    upload(update);
  }

  private void fetchBase() throws RoundFailedException, InterruptedException {
    RoundOrder order = state.order();
    tell(Phase.DOWNLOADING, "base model " + Digests.brief(order.base().sha256()));
    Backoff backoff = backoff();
    while (!Files.exists(folder.base())) {
      try {
        transfers.download(order.base(), folder.base());
      } catch (DigestException e) {
        throw new RoundFailedException(Phase.FAILED, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        waitOrFail(backoff.next(), order.deadlineMillis(), String.valueOf(e.getMessage()));
      }
    }
  }

  private PendingUpdate trained() throws RoundFailedException, IOException, InterruptedException {
    int killed = 0;
    while (true) {
      if (state.attempts() >= MAX_ATTEMPTS) {
        throw new RoundFailedException(
            Phase.FAILED, "training was begun " + state.attempts() + " times and never ended");
      }
      try {
        return attempt();
      } catch (TrainingException e) {
        killed++;
        checkStopped();
        if (!e.worthRetrying() || killed >= MAX_KILLED) {
          throw new RoundFailedException(Phase.FAILED, String.valueOf(e.getMessage()));
        }
        tell(Phase.TRAINING, "the learner failed and is started again: " + e.getMessage());
      }
    }
  }

  private PendingUpdate attempt()
      throws RoundFailedException, TrainingException, IOException, InterruptedException {
    RoundOrder order = state.order();
    folder.clearTraining();
    int most = order.maxExamples() > 0 ? order.maxExamples() : Integer.MAX_VALUE;
    List<String> ids =
        ReplayDataset.write(replay, replay.newest(most), order.labels(), folder.dataset());
    state = state.with(ids).attempt();
    folder.save(state);
    Duration left = Duration.ofMillis(order.deadlineMillis() - clock.millis());
    if (left.isNegative() || left.isZero()) {
      throw new RoundFailedException(Phase.FAILED, "the round's deadline has passed");
    }
    tell(Phase.TRAINING, ids.size() + " examples, attempt " + state.attempts());
    LocalUpdateJob job =
        new LocalUpdateJob(
            folder.base(),
            folder.dataset().resolve("annotations.json"),
            order.epochs(),
            order.batch(),
            order.learningRate(),
            order.seed(),
            folder.output());
    Limits limits = new Limits(config.memoryMiB(), left, config.niceness(), config.threads());
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
    RoundOrder order = state.order();
    return new PendingUpdate(
        state.updateId(),
        order.roundId(),
        order.base().sha256(),
        result.examples(),
        Digests.sha256(job.update()),
        Files.size(job.update()),
        result.lossBefore(),
        result.lossAfter(),
        state.escalationIds(),
        result.seconds(),
        job.update());
  }

  private void progressed(Progress progress) {
    activity =
        String.format(
            "round %s: %s, epoch %d of %d",
            state.order().roundId(), progress.stage(), progress.epoch(), progress.epochs());
  }

  private void upload(PendingUpdate update) throws RoundFailedException, InterruptedException {
    tell(Phase.UPLOADING, update.size() + " bytes from " + update.examples() + " examples");
    long until = state.order().deadlineMillis() + UPLOAD_GRACE.toMillis();
    Backoff backoff = backoff();
    while (true) {
      checkStopped();
      try {
        Receipt receipt = transfers.upload(update);
        if (!receipt.accepted()) {
          throw new RoundFailedException(Phase.FAILED, "update refused: " + receipt.why());
        }
        return;
      } catch (IOException e) {
        waitOrFail(backoff.next(), until, String.valueOf(e.getMessage()));
      }
    }
  }

  private void waitOrFail(Duration wait, long untilMillis, String why)
      throws RoundFailedException, InterruptedException {
    if (clock.millis() + wait.toMillis() > untilMillis) {
      throw new RoundFailedException(Phase.FAILED, "no time left: " + why);
    }
    stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    checkStopped();
  }

  private void checkStopped() throws RoundFailedException, InterruptedException {
    if (stopped.getCount() == 0) {
      if (stopReason.isEmpty()) {
        throw new InterruptedException("the agent stops");
      }
      throw new RoundFailedException(Phase.FAILED, "cancelled: " + stopReason);
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

  String activity() {
    return activity;
  }

  RoundOrder order() {
    return state.order();
  }

  private void tell(Phase phase, String message) {
    activity =
        "round " + state.order().roundId() + ": " + phase.name().toLowerCase(java.util.Locale.ROOT);
    reports.accept(new Report(state.order().commandId(), phase, message));
  }

  private static Backoff backoff() {
    return new Backoff(FIRST_RETRY, LAST_RETRY, new Random());
  }
}
