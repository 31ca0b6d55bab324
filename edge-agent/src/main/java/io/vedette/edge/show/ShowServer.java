package io.vedette.edge.show;

import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.pipeline.Pipelines;
import io.vedette.edge.status.AgentStatus;
import io.vedette.edge.status.CloudStatus;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves an agent over HTTP: {@code /}, {@code /health}, {@code /health/live}, {@code
 * /health/ready}, {@code /metrics}, {@code /snapshot.jpg?camera=ID}, {@code
 * /stream.mjpeg?camera=ID}. Without {@code camera} it is the first one.
 *
 * <p>One event loop reads and writes; workers read the status and draw pictures. A connection
 * serves one request. It is closed when nothing could be written to it for 5 seconds.
 */
public final class ShowServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ShowServer.class);
  private static final int MAX_CONNECTIONS = 64;
  private static final int MAX_VIEWERS = 8;
  private static final int WORKERS = 4;
  private static final int WRITE_TIMEOUT_SECONDS = 5;
  private static final long START_SECONDS = 30;
  private static final long CLOSE_SECONDS = 5;

  private final Vertx vertx;
  private final HttpServer server;
  private final boolean loopback;
  private final Pipelines pipelines;
  private final AgentMetrics metrics;
  private final Supplier<AgentStatus> status;
  private final Supplier<CloudStatus> cloud;
  private final Preview preview = new Preview();
  private final Map<String, Page> pages;

  /** Used by the event loop alone. */
  private int connections;

  /** Used by the event loop alone. */
  private int viewers;

  /** Answers a request on a worker. */
  private interface Page {
    Answer answer(HttpServerRequest request);
  }

  private ShowServer(
      Vertx vertx,
      boolean loopback,
      Pipelines pipelines,
      AgentMetrics metrics,
      Supplier<AgentStatus> status,
      Supplier<CloudStatus> cloud) {
    this.vertx = vertx;
    this.server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setWriteIdleTimeout(WRITE_TIMEOUT_SECONDS));
    this.loopback = loopback;
    this.pipelines = pipelines;
    this.metrics = metrics;
    this.status = status;
    this.cloud = cloud;
    this.pages =
        Map.of(
            "/", request -> page(),
            "/health", request -> health(Health::healthy),
            "/health/live", request -> health(Health::live),
            "/health/ready", request -> health(Health::ready),
            "/metrics", request -> metricsText(),
            "/snapshot.jpg", this::snapshot);
  }

  /**
   * Starts to serve.
   *
   * @param host address to listen on
   * @param port 0: any free one
   * @param metrics are told of frames, and closed with the server
   * @throws IOException in one line, when the port cannot be used
   */
  public static ShowServer start(
      String host,
      int port,
      Pipelines pipelines,
      AgentMetrics metrics,
      Supplier<AgentStatus> status,
      Supplier<CloudStatus> cloud)
      throws IOException {
    InetAddress address = InetAddress.getByName(host);
    ShowServer show =
        new ShowServer(vertx(), address.isLoopbackAddress(), pipelines, metrics, status, cloud);
    metrics.show(status, cloud);
    try {
      show.server
          .connectionHandler(show::onConnection)
          .requestHandler(show::onRequest)
          .listen(port, address.getHostAddress())
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_SECONDS, TimeUnit.SECONDS);
      return show;
    } catch (ExecutionException | TimeoutException e) {
      show.close();
      throw new IOException(
          "cannot listen on %s:%d: %s; set another httpPort, or 0"
              .formatted(host, port, e.getCause() == null ? e : e.getCause().getMessage()),
          e);
    } catch (InterruptedException e) {
      show.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting to listen", e);
    }
  }

  private static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(WORKERS)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  /** The port that it listens on. */
  public int port() {
    return server.actualPort();
  }

  private void onConnection(HttpConnection connection) {
    if (connections >= MAX_CONNECTIONS) {
      connection.close();
      return;
    }
    connections++;
    connection.closeHandler(closed -> connections--);
  }

  private void onRequest(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.GET)) {
      send(request, Answer.text(405, "only GET is served\n"));
    } else if (isForeign(request.getHeader("Host"))) {
      send(request, Answer.text(403, "this is served under the name localhost only\n"));
    } else if (request.path().equals("/stream.mjpeg")) {
      stream(request);
    } else {
      answer(request, pages.getOrDefault(request.path(), other -> noSuchPage()));
    }
  }

  /** Another host name on loopback: a web page from elsewhere may be reading (DNS rebinding). */
  private boolean isForeign(@Nullable String host) {
    return loopback
        && (host == null || !host.matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?"));
  }

  private void answer(HttpServerRequest request, Page page) {
    vertx
        .executeBlocking(() -> page.answer(request), false)
        .onSuccess(answer -> send(request, answer))
        .onFailure(
            e -> {
              log.warn("{}: {}", request.path(), e.toString());
              send(request, Answer.text(500, "the request failed\n"));
            });
  }

  private static void send(HttpServerRequest request, Answer answer) {
    if (!request.response().closed()) {
      request
          .response()
          .setStatusCode(answer.status())
          .putHeader("Content-Type", answer.type())
          .putHeader("Cache-Control", "no-store")
          .putHeader("Connection", "close")
          .end(Buffer.buffer(answer.body()));
    }
  }

  private static Answer noSuchPage() {
    return Answer.text(
        404,
        "there is /, /health, /health/live, /health/ready, /metrics, /snapshot.jpg,"
            + " /stream.mjpeg\n");
  }

  private Answer page() {
    return Answer.of(200, "text/html; charset=utf-8", AgentPage.of(pipelines.cameras(), health()));
  }

  private Answer health(Predicate<Health> isGood) {
    Health health = health();
    return Answer.text(isGood.test(health) ? 200 : 503, String.join("\n", health.lines()) + "\n");
  }

  private Health health() {
    return Health.of(status.get(), cloud.get());
  }

  private Answer metricsText() {
    return Answer.of(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text());
  }

  private Answer snapshot(HttpServerRequest request) {
    Optional<Pipeline> camera = camera(request);
    if (camera.isEmpty()) {
      return noSuchCamera();
    }
    Optional<FrameResult> newest = camera.get().snapshot();
    return newest.isPresent()
        ? new Answer(200, "image/jpeg", preview.jpeg(newest.get()))
        : noFrameYet();
  }

  private void stream(HttpServerRequest request) {
    Optional<Pipeline> camera = camera(request);
    if (camera.isEmpty()) {
      send(request, noSuchCamera());
      return;
    }
    if (camera.get().latest().isEmpty()) {
      send(request, noFrameYet());
      return;
    }
    if (viewers >= MAX_VIEWERS) {
      send(request, Answer.text(503, "there are " + MAX_VIEWERS + " viewers already\n"));
      return;
    }
    viewers++;
    new MotionJpeg(vertx, request.response(), camera.get(), preview).start(() -> viewers--);
  }

  private Optional<Pipeline> camera(HttpServerRequest request) {
    String id = request.getParam("camera");
    return pipelines.of(id == null ? pipelines.cameras().get(0) : id);
  }

  private static Answer noFrameYet() {
    return Answer.text(503, "the camera has not given a frame yet\n");
  }

  private Answer noSuchCamera() {
    return Answer.text(404, "there is no such camera; there are " + pipelines.cameras() + "\n");
  }

  @Override
  public void close() {
    metrics.close();
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("the HTTP server did not close: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
