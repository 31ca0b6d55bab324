package io.vedette.wire.operations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vedette.wire.BearerToken;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how a process does, over HTTP: {@code /health/live} and {@code /health/ready} (200 or 503,
 * a line for each check) without sign-in, and {@code /metrics} (Prometheus text) with the token, as
 * bearer or as the password of HTTP Basic. Without a token it is open; then it listens on loopback
 * alone, unless told otherwise.
 */
public final class OperationsServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OperationsServer.class);

  private static final int THREADS = 4;
  private static final int BACKLOG = 16;
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  static {
    // Seconds: a peer that is slow to ask or to read holds a thread no longer.
    Map.of(
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxRspTime", "20",
            "jdk.httpserver.maxConnections", "64")
        .forEach((key, value) -> System.setProperty(key, System.getProperty(key, value)));
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final boolean loopback;
  private final @Nullable BearerToken token;
  private final Map<String, Page> pages;

  /** Makes an answer. */
  private interface Page {
    Reply reply();
  }

  private record Reply(int status, String type, String text) {}

  private OperationsServer(
      HttpServer server,
      boolean loopback,
      @Nullable BearerToken token,
      RoleHealth health,
      RoleMetrics metrics) {
    this.server = server;
    this.loopback = loopback;
    this.token = token;
    this.pages =
        Map.of(
            "/health/live", () -> health(health.liveLines()),
            "/health/ready", () -> health(health.readyLines()),
            "/metrics", () -> new Reply(200, PROMETHEUS, metrics.text()));
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "operations");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Starts to serve.
   *
   * @throws IOException in one line for people: address in use, unreadable certificate or token, or
   *     unsafe without TLS and token
   */
  public static OperationsServer start(
      ServerAddress address, RoleHealth health, RoleMetrics metrics) throws IOException {
    address.requireSafe();
    InetAddress host = InetAddress.getByName(address.host());
    Path tokenFile = address.tokenFile();
    BearerToken token = tokenFile == null ? null : BearerToken.read(tokenFile);
    HttpServer server = listen(address, new InetSocketAddress(host, address.port()));
    OperationsServer started =
        new OperationsServer(server, host.isLoopbackAddress(), token, health, metrics);
    log.info(
        "operations on {}://{}:{}",
        server instanceof HttpsServer ? "https" : "http",
        address.host(),
        started.port());
    return started;
  }

  private static HttpServer listen(ServerAddress address, InetSocketAddress socket)
      throws IOException {
    Path certificate = address.certificate();
    Path key = address.key();
    HttpsConfigurator tls =
        certificate == null || key == null
            ? null
            : new HttpsConfigurator(PemIdentity.context(certificate, key));
    try {
      if (tls == null) {
        return HttpServer.create(socket, BACKLOG);
      }
      HttpsServer server = HttpsServer.create(socket, BACKLOG);
      server.setHttpsConfigurator(tls);
      return server;
    } catch (IOException e) {
      throw new IOException(
          "operations: cannot listen on %s:%d: %s; set another port, or 0"
              .formatted(address.host(), address.port(), e.getMessage()),
          e);
    }
  }

  /**
   * The same where it was asked for.
   *
   * @param address null: nowhere
   * @return null: not started
   */
  public static @Nullable OperationsServer startIfAsked(
      @Nullable ServerAddress address, RoleHealth health, RoleMetrics metrics) throws IOException {
    return address == null ? null : start(address, health, metrics);
  }

  /** The port it listens on, also when any free one was asked for. */
  public int port() {
    return server.getAddress().getPort();
  }

  private static Reply health(List<HealthLine> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return new Reply(
        lines.stream().allMatch(HealthLine::good) ? 200 : 503,
        TEXT,
        text.isEmpty() ? "ok\n" : text.toString());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, reply(exchange));
    } catch (RuntimeException e) {
      log.warn("{}: {}", exchange.getRequestURI().getPath(), e.toString());
    }
  }

  private Reply reply(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    Page page = pages.get(path);
    if (!exchange.getRequestMethod().equals("GET") && !isHead(exchange)) {
      return new Reply(405, TEXT, "only GET is served\n");
    }
    if (isForeign(exchange.getRequestHeaders().getFirst("Host"))) {
      return new Reply(421, TEXT, "this is served under the name localhost only\n");
    }
    if (page == null) {
      return new Reply(404, TEXT, "there is /health/live, /health/ready, /metrics\n");
    }
    if (path.equals("/metrics")
        && token != null
        && !token.isShownIn(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Vedette\"");
      return new Reply(401, TEXT, "a valid token is needed: give it as the password\n");
    }
    return page.reply();
  }

  private static boolean isHead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("HEAD");
  }

  /** Another host name on loopback: a web page from elsewhere may be reading (DNS rebinding). */
  private boolean isForeign(@Nullable String host) {
    return loopback
        && (host == null || !host.matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?"));
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(reply.status, isHead(exchange) ? -1 : body.length);
    if (!isHead(exchange)) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
