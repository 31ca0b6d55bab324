package io.vedette.edge.show;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.pipeline.Pipelines;
import io.vedette.edge.status.AgentStatus;
import io.vedette.edge.status.CloudStatus;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves an agent over HTTP: {@code /}, {@code /health}, {@code /health/live}, {@code
 * /health/ready}, {@code /metrics}, {@code /snapshot.jpg?camera=ID}, {@code
 * /stream.mjpeg?camera=ID}. Without {@code camera} it is the first one.
 */
public final class ShowServer implements AutoCloseable {

  private static final int MAX_STREAMS = 8;
  private static final int MAX_THREADS = MAX_STREAMS + 8;
  private static final String CAMERA = "camera=";

  static {
    // By default the JDK's server waits for the rest of a request without limit. Seconds; must be
    // set before it is loaded.
    if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
      System.setProperty("sun.net.httpserver.maxReqTime", "10");
    }
  }

  private final HttpServer server;
  private final Pipelines pipelines;
  private final Supplier<AgentStatus> status;
  private final Supplier<CloudStatus> cloud;
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
          task -> {
            Thread thread = new Thread(task, "show");
            thread.setDaemon(true);
            return thread;
          });

  private ShowServer(
      HttpServer server,
      Pipelines pipelines,
      Supplier<AgentStatus> status,
      Supplier<CloudStatus> cloud) {
    this.server = server;
    this.pipelines = pipelines;
    this.status = status;
    this.cloud = cloud;
  }

  /**
   * Starts to serve.
   *
   * @param host address to listen on
   * @param port 0: any free one
   * @throws IOException in one line, when the port cannot be used
   */
  public static ShowServer start(
      String host,
      int port,
      Pipelines pipelines,
      Supplier<AgentStatus> status,
      Supplier<CloudStatus> cloud)
      throws IOException {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 16);
      ShowServer show = new ShowServer(server, pipelines, status, cloud);
      server.createContext("/", show.guarded(show::page));
      server.createContext("/health", show.guarded(show.health(Health::healthy)));
      server.createContext("/health/live", show.guarded(show.health(Health::live)));
      server.createContext("/health/ready", show.guarded(show.health(Health::ready)));
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
        } else if (isForeign(exchange.getRequestHeaders().getFirst("Host"))) {
          text(exchange, 403, "this is served under the name localhost only\n");
        } else {
          handler.handle(exchange);
        }
      }
    };
  }

  /** Another host name on loopback: a web page from elsewhere may be reading (DNS rebinding). */
  private boolean isForeign(@Nullable String host) {
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
        AgentPage.of(pipelines.cameras(), health()).getBytes(StandardCharsets.UTF_8));
  }

  private Handler health(Function<Health, Boolean> isGood) {
    return exchange -> {
      Health health = health();
      text(exchange, isGood.apply(health) ? 200 : 503, String.join("\n", health.lines()) + "\n");
    };
  }

  private Health health() {
    return Health.of(status.get(), cloud.get());
  }

  private void metrics(HttpExchange exchange) throws IOException {
    byte[] body = AgentMetrics.of(status.get(), cloud.get()).getBytes(StandardCharsets.UTF_8);
    send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", body);
  }

  private void snapshot(HttpExchange exchange) throws IOException {
    Optional<Pipeline> camera = camera(exchange);
    if (camera.isEmpty()) {
      return;
    }
    Optional<FrameResult> newest = camera.get().snapshot();
    if (newest.isPresent()) {
      send(exchange, 200, "image/jpeg", preview.jpeg(newest.get()));
    } else {
      text(exchange, 503, "the camera has not given a frame yet\n");
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    Optional<Pipeline> camera = camera(exchange);
    if (camera.isEmpty()) {
      return;
    }
    if (!streams.tryAcquire()) {
      text(exchange, 503, "there are " + MAX_STREAMS + " viewers already\n");
      return;
    }
    try {
      new MotionJpeg(exchange, deadline).run(camera.get(), preview);
    } finally {
      streams.release();
    }
  }

  /** The camera of the request; empty, after an answer 404, when there is none of that id. */
  private Optional<Pipeline> camera(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    String id = pipelines.cameras().get(0);
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      if (pair.startsWith(CAMERA)) {
        id = URLDecoder.decode(pair.substring(CAMERA.length()), StandardCharsets.UTF_8);
      }
    }
    Optional<Pipeline> camera = pipelines.of(id);
    if (camera.isEmpty()) {
      text(exchange, 404, "there is no such camera; there are " + pipelines.cameras() + "\n");
    }
    return camera;
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
