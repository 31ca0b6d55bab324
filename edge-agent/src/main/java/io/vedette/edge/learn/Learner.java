package io.vedette.edge.learn;

import io.vedette.edge.link.CommandPhase;
import io.vedette.edge.link.CommandProgress;
import io.vedette.edge.link.LearnerProgress;
import io.vedette.edge.link.RoundRequest;
import io.vedette.edge.link.Transfers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes part in federated rounds, one at a time, and in one that a restart interrupted. What it has
 * learnt is offered until the coordinator takes it or refuses it for good, also when the round has
 * ended meanwhile.
 */
public final class Learner implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Learner.class);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final RoundFolder folder;
  private final LearnerConfig config;
  private final ReplayStore replay;
  private final Transfers transfers;
  private final Consumer<CommandProgress> reports;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "learner");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable RoundRun current;

  /**
   * @param reports told of every step, on any thread; must return at once
   */
  public Learner(
      Path folder,
      LearnerConfig config,
      ReplayStore replay,
      Transfers transfers,
      Consumer<CommandProgress> reports)
      throws IOException {
    this.folder = new RoundFolder(folder);
    this.config = config;
    this.replay = replay;
    this.transfers = transfers;
    this.reports = reports;
  }

  /** Goes on with the round that the last process was in, if there was one. */
  public synchronized void resume() throws IOException {
    Optional<RoundState> left = folder.load();
    if (left.isPresent()) {
      log.info("going on with round {}", left.get().order().roundId());
      begin(left.get());
    }
  }

  /** Takes part in a round, or says why not. The same order again changes nothing. */
  public synchronized void take(RoundRequest order) {
    String command = order.commandId();
    if (current != null && current.order().roundId().equals(order.roundId())) {
      return;
    }
    if (config.disabled()) {
      decline(command, "learning is disabled here");
    } else if (current != null) {
      decline(command, "busy with round " + current.order().roundId());
    } else if (replay.size() < order.minExamples()) {
      decline(command, replay.size() + " of the " + order.minExamples() + " examples needed");
    } else {
      RoundState state = RoundState.of(order, UUID.randomUUID().toString());
      try {
        folder.clear();
        folder.save(state);
        reports.accept(
            new CommandProgress(command, CommandPhase.ACCEPTED, replay.size() + " examples"));
        begin(state);
      } catch (IOException e) {
        reports.accept(
            new CommandProgress(command, CommandPhase.FAILED, "disk: " + e.getMessage()));
      }
    }
  }

  private void decline(String command, String why) {
    reports.accept(new CommandProgress(command, CommandPhase.DECLINED, why));
  }

  private void begin(RoundState state) {
    RoundRun run = new RoundRun(state, folder, config, replay, transfers, reports);
    current = run;
    thread.execute(() -> complete(run));
  }

  private void complete(RoundRun run) {
    String command = run.order().commandId();
    try {
      run.run();
      end(new CommandProgress(command, CommandPhase.DONE, "the coordinator has the update"));
    } catch (RoundFailedException e) {
      end(new CommandProgress(command, e.phase(), String.valueOf(e.getMessage())));
    } catch (IOException | RuntimeException e) {
      log.warn("round {}", run.order().roundId(), e);
      end(new CommandProgress(command, CommandPhase.FAILED, e.toString()));
    } catch (InterruptedException e) {
      log.info("round {} will go on after a restart", run.order().roundId());
    }
  }

  private synchronized void end(CommandProgress report) {
    log.info("round of command {}: {}, {}", report.commandId(), report.phase(), report.message());
    try {
      folder.clear();
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
    }
    current = null;
    reports.accept(report);
  }

  /** Ends the round of a command, if it is the one under way. */
  public synchronized void cancel(String commandId, String why) {
    if (current != null && current.order().commandId().equals(commandId)) {
      current.stop(why.isEmpty() ? "by the coordinator" : why);
    }
  }

  /** How far the round is; null while there is none. */
  public synchronized @Nullable LearnerProgress progress() {
    return current == null ? null : current.progress();
  }

  /** Stops; what was begun goes on in the next process. */
  @Override
  public void close() {
    synchronized (this) {
      if (current != null) {
        current.stop("");
      }
    }
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
