package io.vedette.dashboard.operations;

import io.vedette.dashboard.api.ManagementClient;
import io.vedette.dashboard.api.ReadRoutes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health/live}, {@code /health/ready} and {@code /metrics}. The dashboard is ready when the
 * coordinator answers it. Lives on one event loop.
 */
public final class OperationsRoutes {

  /** For so long an answer of the coordinator counts, however many probes come. */
  private static final long COUNTS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Vertx vertx;
  private final ManagementClient client;
  private final DashboardMetrics metrics;

  /** The latest question to the coordinator. */
  private @Nullable Future<Void> asked;

  private long askedAtNanos;

  public OperationsRoutes(Vertx vertx, ManagementClient client, DashboardMetrics metrics) {
    this.vertx = vertx;
    this.client = client;
    this.metrics = metrics;
  }

  /** Adds the health checks. They come before the guard: a probe has no token. */
  public void mountHealth(Router router) {
    ReadRoutes.route(router, "/health/live").handler(request -> answer(request, 200, "ok\n"));
    ReadRoutes.route(router, "/health/ready").handler(this::ready);
  }

  /** Adds the metrics. They come after the guard. */
  public void mountMetrics(Router router) {
    ReadRoutes.route(router, "/metrics").handler(this::metrics);
  }

  private void ready(RoutingContext request) {
    reach()
        .onSuccess(answered -> answer(request, 200, "coordinator: ok\n"))
        .onFailure(thrown -> answer(request, 503, "coordinator: " + client.why(thrown) + "\n"));
  }

  private Future<Void> reach() {
    Future<Void> latest = asked;
    boolean counts =
        latest != null && (!latest.isComplete() || System.nanoTime() - askedAtNanos < COUNTS_NANOS);
    if (latest == null || !counts) {
      askedAtNanos = System.nanoTime();
      latest = onThisLoop(client.reach());
      asked = latest;
    }
    return latest;
  }

  private Future<Void> onThisLoop(Future<Void> answer) {
    Promise<Void> promise = Promise.promise();
    var loop = vertx.getOrCreateContext();
    answer.onComplete(
        done -> loop.runOnContext(go -> promise.complete()),
        thrown -> loop.runOnContext(go -> promise.fail(thrown)));
    return promise.future();
  }

  private void metrics(RoutingContext request) {
    vertx
        .executeBlocking(() -> metrics.role().text(), false)
        .onSuccess(
            text -> {
              request.response().putHeader("Content-Type", PROMETHEUS);
              ReadRoutes.end(request, text);
            })
        .onFailure(request::fail);
  }

  private static void answer(RoutingContext request, int status, String text) {
    if (!request.response().closed()) {
      request
          .response()
          .setStatusCode(status)
          .putHeader("Content-Type", "text/plain; charset=utf-8")
          .putHeader("Cache-Control", "no-store");
      ReadRoutes.end(request, text);
    }
  }
}
