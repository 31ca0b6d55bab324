package io.vedette.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vedette.edge.camera.CameraState;
import io.vedette.edge.link.Vitals;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * {@code /health} and {@code /metrics} (Prometheus text) on loopback. Healthy: every camera streams
 * or has been played; the cloud's absence is no illness.
 */
final class HealthServer implements AutoCloseable {

  private final HttpServer server;

  private HealthServer(HttpServer server) {
    this.server = server;
  }

  static HealthServer start(int port, Agent agent) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      HttpServer server = HttpServer.create(address, 16);
      server.createContext("/health", exchange -> health(exchange, agent));
      server.createContext("/metrics", exchange -> text(exchange, 200, () -> Metrics.of(agent)));
      server.setExecutor(
          Executors.newSingleThreadExecutor(
              work -> {
                Thread thread = new Thread(work, "health");
                thread.setDaemon(true);
                return thread;
              }));
      server.start();
      return new HealthServer(server);
    } catch (BindException e) {
      throw new IOException(
          "cannot listen on port " + port + ": it is in use; set another httpPort, or 0", e);
    }
  }

  private static void health(HttpExchange exchange, Agent agent) throws IOException {
    Vitals vitals = agent.vitals();
    StringBuilder body = new StringBuilder();
    boolean well = true;
    for (var camera : vitals.cameras()) {
      CameraState state = camera.camera().state();
      well &= state == CameraState.STREAMING || state == CameraState.ENDED;
      body.append("camera ").append(camera.camera().id()).append(": ").append(state.word());
      body.append(camera.camera().error().isEmpty() ? "" : ", " + camera.camera().error());
      body.append('\n');
    }
    agent.runsOn().forEach(words -> body.append("student: on ").append(words).append('\n'));
    body.append("cloud: ").append(agent.cloudState()).append('\n');
    if (!agent.complaint().isEmpty()) {
      body.append("trust: ").append(agent.complaint()).append('\n');
    }
    text(exchange, well ? 200 : 503, body::toString);
  }

  private static void text(HttpExchange exchange, int status, Supplier<String> body)
      throws IOException {
    byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
