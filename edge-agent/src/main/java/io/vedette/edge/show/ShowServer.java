package io.vedette.edge.show;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.show.AgentView.Health;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The pages of an agent: {@code /}, {@code /health}, {@code /health/live}, {@code /health/ready},
 * {@code /metrics}, {@code /snapshot.jpg?camera=ID}, {@code /stream.mjpeg?camera=ID}. Without
 * {@code camera} the first one is meant.
 */
public final class ShowServer implements AutoCloseable {

  private static final int MAX_STREAMS = 8;
  private static final int MAX_THREADS = MAX_STREAMS + 8;
  private static final String CAMERA = "camera=";

  static {
    // The JDK's server waits for ever for a request that was begun, unless it is told otherwise
    // before it is loaded; seconds.
    if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
      System.setProperty("sun.net.httpserver.maxReqTime", "10");
    }
  }

  private final HttpServer server;
  private final AgentView shown;
  private final Preview preview = new Preview();
  private final WriteDeadline deadline = new WriteDeadline();
  private final Semaphore streams = new Semaphore(MAX_STREAMS);
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MAX_THREADS,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread thread = new Thread(work, "show");
            thread.setDaemon(true);
            return thread;
          });

  private ShowServer(HttpServer server, AgentView shown) {
    this.server = server;
    this.shown = shown;
  }

  /**
   * Starts to serve.
   *
   * @param host address to listen on
   * @throws IOException in one line, when the port cannot be had
   */
  public static ShowServer start(String host, int port, AgentView shown) throws IOException {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 16);
      ShowServer show = new ShowServer(server, shown);
      server.createContext("/", show.guarded(show::page));
      server.createContext("/health", show.guarded(show::health));
      server.createContext("/health/live", show.guarded(show::live));
      server.createContext("/health/ready", show.guarded(show::ready));
      server.createContext("/metrics", show.guarded(show::metrics));
      server.createContext("/snapshot.jpg", show.guarded(show::snapshot));
      server.createContext("/stream.mjpeg", show.guarded(show::stream));
      server.setExecutor(show.threads);
      server.start();
      return show;
    } catch (BindException e) {
      throw new IOException(
          "cannot listen on "
              + host
              + ":"
              + port
              + ": "
              + e.getMessage()
              + "; set another httpPort, or 0",
          e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private com.sun.net.httpserver.HttpHandler guarded(Handler handler) {
    return exchange -> {
      try (exchange) {
        if (!exchange.getRequestMethod().equals("GET")) {
          text(exchange, 405, "only GET is served\n");
        } else if (isStrange(exchange.getRequestHeaders().getFirst("Host"))) {
          text(exchange, 403, "this is served under the name localhost only\n");
        } else {
          handler.handle(exchange);
        }
      }
    };
  }

  /** Under another name, a page from elsewhere could have loopback's pictures read to it. */
  private boolean isStrange(@Nullable String host) {
    return server.getAddress().getAddress().isLoopbackAddress()
        && (host == null || !host.matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?"));
  }

  private void page(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/")) {
      text(
          exchange,
          404,
          "there is /, /health, /health/live, /health/ready, /metrics, /snapshot.jpg, /stream.mjpeg\n");
      return;
    }
    send(
        exchange,
        200,
        "text/html; charset=utf-8",
        AgentPage.of(shown).getBytes(StandardCharsets.UTF_8));
  }

  private void health(HttpExchange exchange) throws IOException {
    Health health = shown.health();
    health(exchange, health.well(), health);
  }

  private void live(HttpExchange exchange) throws IOException {
    Health health = shown.health();
    health(exchange, health.live(), health);
  }

  private void ready(HttpExchange exchange) throws IOException {
    Health health = shown.health();
    health(exchange, health.ready(), health);
  }

  private void health(HttpExchange exchange, boolean good, Health health) throws IOException {
    text(exchange, good ? 200 : 503, String.join("\n", health.lines()) + "\n");
  }

  private void metrics(HttpExchange exchange) throws IOException {
    byte[] body = shown.metrics().getBytes(StandardCharsets.UTF_8);
    send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", body);
  }

  private void snapshot(HttpExchange exchange) throws IOException {
    String camera = camera(exchange);
    Optional<FrameResult> latest = camera == null ? Optional.empty() : shown.latest(camera);
    if (latest.isPresent()) {
      send(exchange, 200, "image/jpeg", preview.jpeg(latest.get()));
    } else if (camera != null) {
      text(exchange, 503, "camera " + camera + " has not given a frame yet\n");
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    String camera = camera(exchange);
    if (camera == null) {
      return;
    }
    if (!streams.tryAcquire()) {
      text(exchange, 503, "there are " + MAX_STREAMS + " viewers already\n");
      return;
    }
    try {
      new MotionJpeg(exchange, deadline).run(shown, camera, preview);
    } finally {
      streams.release();
    }
  }

  /** The camera that is asked for; null, and the client told, when there is none such. */
  private @Nullable String camera(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    String wanted = shown.cameras().get(0);
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      if (pair.startsWith(CAMERA)) {
        wanted = URLDecoder.decode(pair.substring(CAMERA.length()), StandardCharsets.UTF_8);
      }
    }
    if (shown.cameras().contains(wanted)) {
      return wanted;
    }
    text(exchange, 404, "there is no such camera; there are " + shown.cameras() + "\n");
    return null;
  }

  private void text(HttpExchange exchange, int status, String body) throws IOException {
    send(exchange, status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  private void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    deadline.write(
        () -> {
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
        });
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    deadline.close();
  }
}
