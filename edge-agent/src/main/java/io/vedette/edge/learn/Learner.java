package io.vedette.edge.learn;

import io.vedette.edge.link.CommandClient;
import io.vedette.edge.link.CommandHandler;
import io.vedette.edge.link.CommandPhase;
import io.vedette.edge.link.CommandProgress;
import io.vedette.edge.link.RoundRequest;
import io.vedette.edge.status.LearnerProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes part in federated rounds, one at a time, and resumes one that a restart interrupted. A
 * finished update is uploaded until the coordinator accepts or refuses it, also after its round has
 * ended.
 */
public final class Learner implements CommandHandler<RoundRequest>, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Learner.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final RoundFolder folder;
  private final LearnerConfig config;
  private final ReplayStore replay;
  private final CommandClient client;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "learner");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable RoundRun current;

  /**
   * @param folder of the round that is running; it is created
   */
  public Learner(Path folder, LearnerConfig config, ReplayStore replay, CommandClient client)
      throws IOException {
    this.folder = new RoundFolder(folder);
    this.config = config;
    this.replay = replay;
    this.client = client;
  }

  /** Resumes the round that the last process was in, if there was one. */
  public synchronized void resume() throws IOException {
    Optional<RoundState> interrupted = folder.load();
    if (interrupted.isPresent()) {
      log.info("resuming round {}", interrupted.get().request().roundId());
      start(interrupted.get());
    }
  }

  /** Starts a round, or declines with the reason. The same command again changes nothing. */
  @Override
  public synchronized void onCommand(RoundRequest request) {
    String command = request.commandId();
    if (current != null && current.request().roundId().equals(request.roundId())) {
      return;
    }
    if (config.disabled()) {
      report(command, CommandPhase.DECLINED, "learning is disabled");
    } else if (current != null) {
      report(command, CommandPhase.DECLINED, "busy with round " + current.request().roundId());
    } else if (replay.size() < request.minExamples()) {
      report(
          command,
          CommandPhase.DECLINED,
          replay.size() + " of the " + request.minExamples() + " examples needed");
    } else {
      startNew(request);
    }
  }

  private void startNew(RoundRequest request) {
    RoundState state = RoundState.of(request, UUID.randomUUID().toString());
    try {
      folder.clear();
      folder.save(state);
      report(request.commandId(), CommandPhase.ACCEPTED, replay.size() + " examples");
      start(state);
    } catch (IOException e) {
      report(request.commandId(), CommandPhase.FAILED, "disk: " + e.getMessage());
    }
  }

  private void start(RoundState state) {
    RoundRun run = new RoundRun(state, folder, config, replay, client);
    current = run;
    thread.execute(() -> complete(run));
  }

  private void complete(RoundRun run) {
    String command = run.request().commandId();
    try (MDC.MDCCloseable round = MDC.putCloseable("round", run.request().roundId())) {
      run.run();
      end(command, CommandPhase.DONE, "the coordinator has the update");
    } catch (RoundFailedException e) {
      end(command, e.phase(), String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      log.warn("round {}", run.request().roundId(), e);
      end(command, CommandPhase.FAILED, e.toString());
    } catch (InterruptedException e) {
      log.info("round {} is resumed after a restart", run.request().roundId());
    }
  }

  private synchronized void end(String command, CommandPhase phase, String message) {
    log.info("round of command {}: {}, {}", command, phase, message);
    try {
      folder.clear();
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
    }
    current = null;
    report(command, phase, message);
  }

  private void report(String command, CommandPhase phase, String message) {
    client.report(new CommandProgress(command, phase, message));
  }

  @Override
  public synchronized void onCancel(String commandId, String reason) {
    if (current != null && current.request().commandId().equals(commandId)) {
      current.stop(reason.isEmpty() ? "by the coordinator" : reason);
    }
  }

  /** How far the round is; null while there is none. */
  public synchronized @Nullable LearnerProgress progress() {
    return current == null ? null : current.progress();
  }

  /** Stops; the next process resumes the round. */
  @Override
  public void close() {
    synchronized (this) {
      if (current != null) {
        current.stop("");
      }
    }
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
