package io.vedette.dashboard;

import io.vedette.dashboard.api.ArtifactUploads;
import io.vedette.dashboard.api.FramePictures;
import io.vedette.dashboard.api.KnownPeople;
import io.vedette.dashboard.api.ManagementApi;
import io.vedette.dashboard.api.ManagementClient;
import io.vedette.dashboard.api.ReadRoutes;
import io.vedette.dashboard.api.SignInRoutes;
import io.vedette.dashboard.live.LiveRelay;
import io.vedette.dashboard.operations.DashboardMetrics;
import io.vedette.dashboard.operations.OperationsRoutes;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The HTTP server, on one event loop: everything that it holds is touched by that thread alone. */
final class DashboardServer extends VerticleBase {

  /** An idle connection is closed after this long; live streams speak more often. */
  private static final int IDLE_S = 60;

  private static final int MAX_HEADER_BYTES = 16 << 10;

  private final DashboardConfig config;
  private final ManagementClient client;
  private final AccessGuard.Rules rules;
  private final DashboardMetrics metrics = new DashboardMetrics(ManagementApi.methods());
  private @Nullable HttpServer server;
  private @Nullable LiveRelay relay;

  DashboardServer(DashboardConfig config, ManagementClient client, AccessGuard.Rules rules) {
    this.config = config;
    this.client = client;
    this.rules = rules;
  }

  @Override
  public Future<?> start() {
    KnownPeople people = new KnownPeople(vertx, client);
    LiveRelay live = new LiveRelay(vertx, client, people);
    Router router = Router.router(vertx);
    router.route().handler(SecurityHeaders::add);
    OperationsRoutes operations = new OperationsRoutes(vertx, client, metrics);
    operations.mountHealth(router);
    router.route().handler(rules.guard(people));
    operations.mountMetrics(router);
    metrics.streams(live::streams);
    router.route(ManagementApi.routes()).handler(metrics::measure);
    new SignInRoutes(client, people, config.certificate() != null, live::signedOut).mount(router);
    ReadRoutes.route(router, "/health").handler(request -> ReadRoutes.end(request, "ok\n"));
    router.head("/api/live").handler(request -> request.response().end());
    router.get("/api/live").handler(request -> live.open(request, request.queryParam("list")));
    new FramePictures(client).mount(router);
    new ArtifactUploads(client).mount(router);
    new ManagementApi(client).mount(router);
    Pages.mount(router);

    relay = live;
    server = vertx.createHttpServer(options()).requestHandler(router);
    return server.listen(config.port(), config.host());
  }

  @Override
  public Future<?> stop() {
    if (relay != null) {
      relay.close();
    }
    metrics.close();
    return Future.succeededFuture();
  }

  int port() {
    return server == null ? config.port() : server.actualPort();
  }

  private HttpServerOptions options() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setIdleTimeout(IDLE_S)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setMaxHeaderSize(MAX_HEADER_BYTES);
    if (config.certificate() != null && config.key() != null) {
      options
          .setSsl(true)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(config.certificate().toString())
                  .setKeyPath(config.key().toString()));
    }
    return options;
  }
}
