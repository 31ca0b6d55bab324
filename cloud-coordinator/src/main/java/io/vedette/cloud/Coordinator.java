package io.vedette.cloud;

import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.operations.CoordinatorHealth;
import io.vedette.cloud.operations.CoordinatorMetrics;
import io.vedette.cloud.rpc.GrpcServer;
import io.vedette.registry.catalog.Catalog;
import io.vedette.wire.Digests;
import io.vedette.wire.operations.OperationsServer;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running coordinator. */
public final class Coordinator implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Coordinator.class);

  private final CoordinatorWiring wiring;
  private final GrpcServer server;
  private final @Nullable OperationsServer operations;
  private final List<AutoCloseable> opened;
  private boolean closed;

  private Coordinator(
      CoordinatorWiring wiring,
      GrpcServer server,
      @Nullable OperationsServer operations,
      List<AutoCloseable> opened) {
    this.wiring = wiring;
    this.server = server;
    this.operations = operations;
    this.opened = opened;
  }

  /**
   * Starts a coordinator; it answers on its port when this returns, and what was under way when it
   * last went down is resumed.
   *
   * @throws IOException in one line for people: address in use, data directory in use or unreadable
   */
  public static Coordinator start(CoordinatorConfig config) throws IOException {
    return start(config, DiskListener.NONE);
  }

  /**
   * Starts a coordinator whose writes and syncs are told to a listener.
   *
   * @throws IOException as above
   */
  public static Coordinator start(CoordinatorConfig config, DiskListener disk) throws IOException {
    CoordinatorMetrics metrics = new CoordinatorMetrics();
    CoordinatorHealth health = new CoordinatorHealth();
    List<AutoCloseable> opened = new ArrayList<>(List.of(metrics));
    try {
      // Probes are answered while the store is opened, which may take minutes.
      OperationsServer operations =
          OperationsServer.startIfAsked(config.operations(), health.checks(), metrics.role());
      if (operations != null) {
        opened.add(operations);
      }
      CoordinatorStores stores =
          CoordinatorStores.open(
              config.dataDirectory(),
              config.escalation().retention().segmentBytes(),
              metrics.disk(config.dataDirectory().resolve(CoordinatorStores.FRAMES), disk));
      opened.add(stores);
      Digests.warmUp();
      CoordinatorWiring wiring =
          new CoordinatorWiring(config, stores, metrics, health, Clock.systemUTC());
      opened.add(wiring);
      GrpcServer server = wiring.serve();
      opened.add(server);
      wiring.resume();
      wiring.show();
      health.started(server::isOpen, wiring.room(), wiring.controllers());
      return new Coordinator(wiring, server, operations, opened);
    } catch (IOException | RuntimeException e) {
      close(opened);
      throw e;
    }
  }

  /** The latest opened first. */
  private static void close(List<AutoCloseable> opened) {
    for (int i = opened.size() - 1; i >= 0; i--) {
      try {
        opened.get(i).close();
      } catch (Exception e) {
        log.warn("a part did not close: {}", e.getMessage());
      }
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** The port that health and metrics are shown on; 0: none. */
  public int operationsPort() {
    return operations == null ? 0 : operations.port();
  }

  /** The versions of this coordinator's registry. */
  public Catalog catalog() {
    return wiring.catalog();
  }

  /** Ends calls first, then decisions, then the store. Again does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    close(opened);
  }
}
