package io.vedette.cloud.rpc;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.vedette.proto.v1.AgentServiceGrpc;
import io.vedette.wire.ServerAddress;
import io.vedette.wire.ServerTls;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The services behind one port. */
public final class GrpcServer implements AutoCloseable {

  /** Threads that answer calls: a frame that is being written to disk holds one. */
  private static final int THREADS = 12;

  /** Threads that take what agents say in their sessions: no slow call holds up a heartbeat. */
  private static final int SESSION_THREADS = 2;

  /** Within so long calls may end, thousands of them on a busy machine, seconds. */
  private static final long END_SECONDS = 20;

  private final Server server;
  private final List<ExecutorService> threads;
  private final ManagementEndpoint management;

  private GrpcServer(Server server, List<ExecutorService> threads, ManagementEndpoint management) {
    this.server = server;
    this.threads = threads;
    this.management = management;
  }

  /**
   * Opens the port.
   *
   * @param tls null: what the listener says
   * @throws IOException in one line for people: address in use, or unsafe without TLS and token
   */
  public static GrpcServer start(
      ServerAddress listener,
      @Nullable ServerTls tls,
      AccessInterceptor access,
      DeploymentScope scope,
      IdentityEndpoint identity,
      AgentEndpoint agents,
      EscalationEndpoint escalations,
      FederationEndpoint federation,
      ArtifactEndpoint artifacts,
      WorkerEndpoint workers,
      ManagementEndpoint management)
      throws IOException {
    ExecutorService calls = pool("rpc", THREADS);
    ExecutorService sessions = pool("sessions", SESSION_THREADS);
    List<ExecutorService> threads = List.of(calls, sessions);
    List<BindableService> services =
        Stream.<BindableService>of(
                identity, agents, escalations, federation, artifacts, workers, management)
            .map(service -> admitted(service, access, scope))
            .toList();
    Map<String, ExecutorService> own = Map.of(AgentServiceGrpc.SERVICE_NAME, sessions);
    try {
      Server server =
          tls == null
              ? listener.start(services, calls, own)
              : listener.start(services, calls, own, tls);
      return new GrpcServer(server, threads, management);
    } catch (IOException e) {
      threads.forEach(ExecutorService::shutdownNow);
      management.close();
      throw e;
    }
  }

  /** The caller is known before it is asked what the call is about. */
  private static BindableService admitted(
      BindableService service, AccessInterceptor access, DeploymentScope scope) {
    return () -> ServerInterceptors.intercept(service.bindService(), scope, access);
  }

  private static ExecutorService pool(String name, int size) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        size,
        task -> {
          Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  public int port() {
    return server.getPort();
  }

  /** Whether calls are taken. */
  public boolean isOpen() {
    return !server.isShutdown();
  }

  /** Ends every call; peers dial again when a coordinator is back. */
  @Override
  public void close() {
    management.close();
    server.shutdownNow();
    try {
      server.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
      for (ExecutorService pool : threads) {
        pool.shutdown();
        pool.awaitTermination(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
