package io.vedette.cloud.rpc;

import io.grpc.BindableService;
import io.grpc.Server;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The services behind one port. */
public final class GrpcServer implements AutoCloseable {

  /** Threads that answer calls: a frame that is being written to disk holds one. */
  private static final int THREADS = 12;

  private final Server server;
  private final ExecutorService threads;
  private final ManagementEndpoint management;

  private GrpcServer(Server server, ExecutorService threads, ManagementEndpoint management) {
    this.server = server;
    this.threads = threads;
    this.management = management;
  }

  /**
   * Opens the port.
   *
   * @throws IOException in one line for people: address in use, or unsafe without TLS and token
   */
  public static GrpcServer start(
      ServerAddress listener,
      AgentEndpoint agents,
      EscalationEndpoint escalations,
      FederationEndpoint federation,
      ArtifactEndpoint artifacts,
      WorkerEndpoint workers,
      ManagementEndpoint management)
      throws IOException {
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "rpc-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    List<BindableService> services =
        List.of(agents, escalations, federation, artifacts, workers, management);
    try {
      return new GrpcServer(listener.start(services, threads), threads, management);
    } catch (IOException e) {
      threads.shutdownNow();
      management.close();
      throw e;
    }
  }

  public int port() {
    return server.getPort();
  }

  /** Ends every call; peers dial again when a coordinator is back. */
  @Override
  public void close() {
    management.close();
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
      threads.shutdown();
      threads.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
