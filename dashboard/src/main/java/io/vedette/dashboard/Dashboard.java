package io.vedette.dashboard;

import io.vedette.dashboard.api.ManagementClient;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running dashboard. */
public final class Dashboard implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);

  private final DashboardConfig config;
  private final Vertx vertx;
  private final ManagementClient client;
  private final DashboardServer server;

  private Dashboard(
      DashboardConfig config, Vertx vertx, ManagementClient client, DashboardServer server) {
    this.config = config;
    this.vertx = vertx;
    this.client = client;
    this.server = server;
  }

  /**
   * Starts serving. The coordinator need not be up yet: the pages say so until it is.
   *
   * @throws IOException in one line for people: address in use, unreadable certificate or token, or
   *     unsafe without TLS and token
   */
  public static Dashboard start(DashboardConfig config) throws IOException {
    config.requireSafe();
    ManagementClient client = dial(config);
    Vertx vertx = Vertx.vertx();
    try {
      DashboardServer server = new DashboardServer(config, client, AccessGuard.Rules.of(config));
      vertx.deployVerticle(server).toCompletionStage().toCompletableFuture().join();
      LOG.info(
          "dashboard on {}://{}:{} for the coordinator at {}",
          config.scheme(),
          config.host(),
          server.port(),
          config.coordinator());
      return new Dashboard(config, vertx, client, server);
    } catch (IOException | CompletionException e) {
      client.close();
      vertx.close().toCompletionStage().toCompletableFuture().join();
      throw e instanceof IOException io ? io : ListenFailure.in(config, (CompletionException) e);
    }
  }

  /** What to open in a browser. */
  public String address() {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return config.scheme() + "://" + host + ":" + server.port() + "/";
  }

  /** The port it listens on, also when any free one was asked for. */
  public int port() {
    return server.port();
  }

  /** Ends the streams, the server and the connection to the coordinator. */
  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    client.close();
  }

  static boolean isLoopback(String host) throws IOException {
    return InetAddress.getByName(host).isLoopbackAddress();
  }

  private static ManagementClient dial(DashboardConfig config) throws IOException {
    try {
      return ManagementClient.dial(config.coordinator());
    } catch (UncheckedIOException e) {
      Throwable cause = e.getCause();
      throw cause instanceof IOException io ? io : new IOException(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
