package io.vedette.edge.update;

import io.vedette.detector.DetectorException;
import io.vedette.edge.link.CommandPhase;
import io.vedette.edge.link.CommandProgress;
import io.vedette.edge.link.InstallRequest;
import io.vedette.edge.link.InstalledModel;
import io.vedette.edge.link.Transfers;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.pipeline.StudentConfig;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes on versions, one at a time, while the cameras go on. Whatever fails, the agent stays with,
 * or goes back to, what it ran before. An order that comes meanwhile waits; of several that wait
 * only the newest counts.
 */
public final class Installer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Installer.class);

  private final Slots slots;
  private final TrustedKey key;
  private final UpdateConfig config;
  private final StudentConfig studentConfig;
  private final List<Pipeline> pipelines;
  private final Transfers transfers;
  private final Consumer<CommandProgress> reports;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "installer");
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
   * @param installed what the pipelines run now
   * @param reports told of every step; must return at once
   */
  public Installer(
      Slots slots,
      TrustedKey key,
      UpdateConfig config,
      StudentConfig studentConfig,
      List<Pipeline> pipelines,
      InstalledModel installed,
      Transfers transfers,
      Consumer<CommandProgress> reports) {
    this.slots = slots;
    this.key = key;
    this.config = config;
    this.studentConfig = studentConfig;
    this.pipelines = List.copyOf(pipelines);
    this.installed = installed;
    this.transfers = transfers;
    this.reports = reports;
  }

  public InstalledModel installed() {
    return installed;
  }

  /** Takes on a version, now or after the one under way. The same order again changes nothing. */
  public synchronized void take(InstallRequest order) {
    if (isFor(current, order.commandId())) {
      return;
    }
    if (current == null) {
      begin(order);
      return;
    }
    InstallRequest older = waiting;
    waiting = order;
    if (older != null && !isFor(older, order.commandId())) {
      tell(older, CommandPhase.FAILED, "another version was ordered");
    }
  }

  /** Takes an order back, if it has not been carried out yet. */
  public synchronized void cancel(String commandId, String why) {
    InstallRequest next = waiting;
    if (next != null && isFor(next, commandId)) {
      waiting = null;
      tell(next, CommandPhase.FAILED, "withdrawn: " + why);
    } else if (isFor(current, commandId)) {
      withdrawn = "withdrawn: " + why;
      if (worker != null) {
        worker.interrupt();
      }
    }
  }

  private static boolean isFor(@Nullable InstallRequest order, String commandId) {
    return order != null && order.commandId().equals(commandId);
  }

  private void begin(InstallRequest order) {
    current = order;
    withdrawn = "";
    thread.execute(() -> install(order));
  }

  private void install(InstallRequest order) {
    synchronized (this) {
      worker = Thread.currentThread();
    }
    try {
      double gap = carriedOut(order);
      end();
      reports.accept(
          new CommandProgress(
              order.commandId(), CommandPhase.CONFIRMED, order.manifest().id().toString(), gap));
    } catch (UpdateException e) {
      fail(order, String.valueOf(e.getMessage()));
    } catch (IOException | DetectorException | RuntimeException e) {
      log.warn("version {}", order.manifest().id(), e);
      fail(order, e.toString());
    } catch (InterruptedException e) {
      String why = end();
      if (!why.isEmpty()) {
        tell(order, CommandPhase.FAILED, why);
      }
    }
    next();
  }

  private double carriedOut(InstallRequest order)
      throws UpdateException, IOException, DetectorException, InterruptedException {
    tell(order, CommandPhase.ACCEPTED, order.manifest().id() + " " + order.variant());
    Installation installation =
        new Installation(order, slots, key, config, studentConfig, pipelines, transfers, reports);
    InstalledModel wanted = installation.verified();
    if (!wanted.equals(installed)) {
      gapMillis = installation.run();
      installed = wanted;
    }
    return gapMillis;
  }

  private void fail(InstallRequest order, String why) {
    String withdrawal = end();
    log.warn("version {}: {}; {} stays", order.manifest().id(), why, installed.modelDigest());
    tell(order, CommandPhase.FAILED, withdrawal.isEmpty() ? why : withdrawal);
  }

  /** Nothing can interrupt the worker from here on; why it was interrupted, "" if it was not. */
  private synchronized String end() {
    worker = null;
    Thread.interrupted();
    return withdrawn;
  }

  private synchronized void next() {
    InstallRequest next = waiting;
    current = null;
    waiting = null;
    if (next != null && !thread.isShutdown()) {
      begin(next);
    }
  }

  private void tell(InstallRequest order, CommandPhase phase, String message) {
    reports.accept(new CommandProgress(order.commandId(), phase, message));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
