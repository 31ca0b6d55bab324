package io.vedette.edge.update;

import io.vedette.detector.DetectorException;
import io.vedette.edge.link.CommandClient;
import io.vedette.edge.link.CommandHandler;
import io.vedette.edge.link.CommandPhase;
import io.vedette.edge.link.CommandProgress;
import io.vedette.edge.link.InstallRequest;
import io.vedette.edge.pipeline.Pipelines;
import io.vedette.edge.status.InstalledModel;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs versions, one at a time, while the cameras go on. Whatever fails, the agent keeps, or
 * goes back to, the model that it ran before. A command that comes meanwhile waits; of several that
 * wait only the newest is carried out.
 */
public final class Installer implements CommandHandler<InstallRequest>, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Installer.class);
  private static final long CLOSE_SECONDS = 10;

  private final Slots slots;
  private final TrustedKey key;
  private final UpdateConfig config;
  private final Pipelines pipelines;
  private final CommandClient client;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "installer");
            thread.setDaemon(true);
            return thread;
          });

  private volatile InstalledModel installed;
  private double gapMillis;
  private @Nullable InstallRequest current;
  private @Nullable InstallRequest waiting;
  private @Nullable Thread worker;
  private String withdrawn = "";

  /**
   * @param installed the model that the pipelines run now
   */
  public Installer(
      Slots slots,
      TrustedKey key,
      UpdateConfig config,
      Pipelines pipelines,
      CommandClient client,
      InstalledModel installed) {
    this.slots = slots;
    this.key = key;
    this.config = config;
    this.pipelines = pipelines;
    this.client = client;
    this.installed = installed;
  }

  public InstalledModel installed() {
    return installed;
  }

  @Override
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

  @Override
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
    report(request, CommandPhase.ACCEPTED, request.manifest().id() + " " + request.variant());
    Installation installation = new Installation(request, slots, key, config, pipelines, client);
    InstalledModel wanted = installation.verified();
    if (!wanted.equals(installed)) {
      gapMillis = installation.run();
      installed = wanted;
    }
    return gapMillis;
  }

  private void fail(InstallRequest request, String reason) {
    String withdrawal = endWork();
    log.warn(
        "version {}: {}; the agent keeps {}",
        request.manifest().id(),
        reason,
        installed.modelDigest());
    report(request, CommandPhase.FAILED, withdrawal.isEmpty() ? reason : withdrawal);
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
