package io.vedette.edge.update;

import io.vedette.detector.DetectorException;
import io.vedette.edge.link.CommandClient;
import io.vedette.edge.link.CommandPhase;
import io.vedette.edge.link.CommandProgress;
import io.vedette.edge.link.InstallRequest;
import io.vedette.edge.pipeline.OpenModels;
import io.vedette.edge.status.InstalledModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs versions of one student, one at a time, while its cameras go on. Whatever fails, they
 * keep, or go back to, the model that they ran before. A command that comes meanwhile waits; of
 * several that wait only the newest is carried out. It also puts the student's model on cameras
 * that have come to it.
 */
public final class Installer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Installer.class);
  private static final long CLOSE_SECONDS = 10;

  private final Slots slots;
  private final TrustedKey key;
  private final UpdateConfig config;
  private final OpenModels models;
  private final RunningModel running;
  private final CommandClient client;
  private final ExecutorService thread;
  private final CameraAdoption adoption;
  private double gapMillis;
  private @Nullable InstallRequest current;
  private @Nullable InstallRequest waiting;
  private @Nullable Thread worker;
  private String withdrawn = "";

  /**
   * @param deployment of the student
   * @param running the student's model and cameras
   */
  public Installer(
      String deployment,
      Slots slots,
      RunningModel running,
      OpenModels models,
      TrustedKey key,
      UpdateConfig config,
      CommandClient client) {
    this.slots = slots;
    this.running = running;
    this.models = models;
    this.key = key;
    this.config = config;
    this.client = client;
    this.adoption = new CameraAdoption(running, config);
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread created = new Thread(task, "installer-" + deployment);
              created.setDaemon(true);
              return created;
            });
  }

  /** Installs a version. The same command again changes nothing. */
  public synchronized void onCommand(InstallRequest request) {
    if (isFor(current, request.commandId())) {
      return;
    }
    if (current == null) {
      start(request);
      return;
    }
    InstallRequest older = waiting;
    waiting = request;
    if (older != null && !isFor(older, request.commandId())) {
      report(older, CommandPhase.FAILED, "another version was ordered");
    }
  }

  /** Cancels a command if it is one of this installer's and not finished. */
  public synchronized void onCancel(String commandId, String reason) {
    InstallRequest next = waiting;
    if (next != null && isFor(next, commandId)) {
      waiting = null;
      report(next, CommandPhase.FAILED, "withdrawn: " + reason);
    } else if (isFor(current, commandId)) {
      withdrawn = "withdrawn: " + reason;
      if (worker != null) {
        worker.interrupt();
      }
    }
  }

  /** Ends for good: commands are cancelled. */
  public void retire(String reason) {
    synchronized (this) {
      for (InstallRequest request : Arrays.asList(waiting, current)) {
        if (request != null) {
          onCancel(request.commandId(), reason);
        }
      }
    }
    close();
    synchronized (this) {
      if (current != null && worker == null) {
        // It waited for cameras that were coming.
        report(current, CommandPhase.FAILED, withdrawn);
        current = null;
      }
    }
  }

  /** Puts the student's model on its cameras that run another one, soon. */
  public void adoptCameras() {
    thread.execute(
        () -> {
          try {
            adoption.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Cameras that could not take the student's model, and why. */
  public Map<String, String> refusing() {
    return adoption.refusing();
  }

  private static boolean isFor(@Nullable InstallRequest request, String commandId) {
    return request != null && request.commandId().equals(commandId);
  }

  private void start(InstallRequest request) {
    current = request;
    withdrawn = "";
    thread.execute(() -> install(request));
  }

  private void install(InstallRequest request) {
    synchronized (this) {
      worker = Thread.currentThread();
    }
    try {
      double gap = run(request);
      endWork();
      client.report(
          new CommandProgress(
              request.commandId(),
              CommandPhase.CONFIRMED,
              request.manifest().id().toString(),
              gap));
    } catch (UpdateException e) {
      fail(request, String.valueOf(e.getMessage()));
    } catch (IOException | DetectorException | RuntimeException e) {
      log.warn("version {}", request.manifest().id(), e);
      fail(request, e.toString());
    } catch (InterruptedException e) {
      String reason = endWork();
      if (!reason.isEmpty()) {
        report(request, CommandPhase.FAILED, reason);
      }
    }
    startNext();
  }

  private double run(InstallRequest request)
      throws UpdateException, IOException, DetectorException, InterruptedException {
    if (isWithdrawn()) {
      throw new InterruptedException("withdrawn before it began");
    }
    report(request, CommandPhase.ACCEPTED, request.manifest().id() + " " + request.variant());
    Installation installation =
        new Installation(request, slots, key, config, models, running, client);
    InstalledModel wanted = installation.verified();
    if (!wanted.equals(running.model().installed())) {
      gapMillis = installation.run();
      adoption.forget();
    }
    return gapMillis;
  }

  private void fail(InstallRequest request, String reason) {
    String withdrawal = endWork();
    log.warn(
        "version {}: {}; the student keeps {}",
        request.manifest().id(),
        reason,
        running.model().installed().words());
    report(request, CommandPhase.FAILED, withdrawal.isEmpty() ? reason : withdrawal);
  }

  private synchronized boolean isWithdrawn() {
    return !withdrawn.isEmpty();
  }

  /** From here on nothing interrupts the worker; why it was interrupted, "" if it was not. */
  private synchronized String endWork() {
    worker = null;
    Thread.interrupted();
    return withdrawn;
  }

  private synchronized void startNext() {
    InstallRequest next = waiting;
    current = null;
    waiting = null;
    if (next != null && !thread.isShutdown()) {
      start(next);
    }
  }

  private void report(InstallRequest request, CommandPhase phase, String message) {
    client.report(new CommandProgress(request.commandId(), phase, message));
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      // a self-test runs the new model: that must not outlive the process's native libraries
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        log.warn("an installation did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
