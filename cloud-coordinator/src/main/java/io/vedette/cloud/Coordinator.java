package io.vedette.cloud;

import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.rpc.GrpcServer;
import io.vedette.registry.catalog.Catalog;
import io.vedette.wire.Digests;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running coordinator. */
public final class Coordinator implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Coordinator.class);

  private final CoordinatorStores stores;
  private final CoordinatorWiring wiring;
  private final GrpcServer server;
  private boolean closed;

  private Coordinator(CoordinatorStores stores, CoordinatorWiring wiring, GrpcServer server) {
    this.stores = stores;
    this.wiring = wiring;
    this.server = server;
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
    CoordinatorStores stores =
        CoordinatorStores.open(
            config.dataDirectory(), config.escalation().retention().segmentBytes(), disk);
    CoordinatorWiring wiring = null;
    try {
      Digests.warmUp();
      wiring = new CoordinatorWiring(config, stores, Clock.systemUTC());
      GrpcServer server = wiring.serve();
      wiring.resume();
      return new Coordinator(stores, wiring, server);
    } catch (IOException | RuntimeException e) {
      if (wiring != null) {
        wiring.close();
      }
      close(stores);
      throw e;
    }
  }

  private static void close(CoordinatorStores stores) {
    try {
      stores.close();
    } catch (IOException e) {
      log.warn("the store did not close: {}", e.getMessage());
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
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
    server.close();
    wiring.close();
    close(stores);
  }
}
