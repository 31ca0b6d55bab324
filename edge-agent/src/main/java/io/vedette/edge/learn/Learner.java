package io.vedette.edge.learn;

import io.vedette.edge.link.CommandClient;
import io.vedette.edge.link.CommandPhase;
import io.vedette.edge.link.CommandProgress;
import io.vedette.edge.link.RoundRequest;
import io.vedette.edge.status.LearnerProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes part in federated rounds with the examples of one student, one at a time, and resumes one
 * that a restart interrupted. While another student of the device is in a round it declines. A
 * finished update is uploaded until the coordinator accepts or refuses it, also after its round has
 * ended.
 */
public final class Learner implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Learner.class);

  private final RoundFolder folder;
  private final LearnerConfig config;
  private final ReplayStore replay;
  private final CommandClient client;
  private final TrainingThread thread;
  private @Nullable RoundRun current;

  /**
   * @param folder of the round that is running; it is created
   * @param thread shared with the device's other students
   */
  public Learner(
      Path folder,
      LearnerConfig config,
      ReplayStore replay,
      CommandClient client,
      TrainingThread thread)
      throws IOException {
    this.folder = new RoundFolder(folder);
    this.config = config;
    this.replay = replay;
    this.client = client;
    this.thread = thread;
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
  public synchronized void onCommand(RoundRequest request) {
    String command = request.commandId();
    String busy = thread.round();
    if (current != null && current.request().roundId().equals(request.roundId())) {
      return;
    }
    if (config.disabled()) {
      report(command, CommandPhase.DECLINED, "learning is disabled");
    } else if (busy != null) {
      report(command, CommandPhase.DECLINED, "busy with round " + busy);
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
    thread.run(run.request().roundId(), () -> complete(run));
  }

  private void complete(RoundRun run) {
    try (MDC.MDCCloseable round = MDC.putCloseable("round", run.request().roundId())) {
      run.run();
      end(run, CommandPhase.DONE, "the coordinator has the update");
    } catch (RoundFailedException e) {
      end(run, e.phase(), String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      log.warn("round {}", run.request().roundId(), e);
      end(run, CommandPhase.FAILED, e.toString());
    } catch (InterruptedException e) {
      log.info("round {} is resumed after a restart", run.request().roundId());
    }
  }

  private synchronized void end(RoundRun run, CommandPhase phase, String message) {
    String command = run.request().commandId();
    log.info("round of command {}: {}, {}", command, phase, message);
    try {
      folder.clear();
    } catch (IOException e) {
      log.warn("{}", e.getMessage());
    }
    current = null;
    thread.ended(run.request().roundId());
    report(command, phase, message);
  }

  private void report(String command, CommandPhase phase, String message) {
    client.report(new CommandProgress(command, phase, message));
  }

  /** Cancels a command if it is the running one. */
  public synchronized void onCancel(String commandId, String reason) {
    if (current != null && current.request().commandId().equals(commandId)) {
      current.stop(reason.isEmpty() ? "by the coordinator" : reason);
    }
  }

  /** How far the round is; null while there is none. */
  public synchronized @Nullable LearnerProgress progress() {
    return current == null ? null : current.progress();
  }

  /** Cancels the running round, and waits 5 s at most for its end. */
  public void cancel(String reason) throws InterruptedException {
    RoundRun run;
    synchronized (this) {
      run = current;
    }
    if (run != null) {
      run.stop(reason);
      thread.awaitEnd(run.request().roundId());
    }
  }

  /** Stops; the next process resumes the round. */
  @Override
  public synchronized void close() {
    if (current != null) {
      current.stop("");
    }
  }
}
