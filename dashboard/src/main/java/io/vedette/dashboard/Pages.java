package io.vedette.dashboard;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/**
 * The web client: files under {@code assets/} carry a digest in their names and are kept by
 * browsers for good; every other address is a page of the client, which reads the address itself.
 */
final class Pages {

  private static final String FOR_GOOD = "public, max-age=31536000, immutable";

  private Pages() {}

  static void mount(Router router) {
    router.get("/assets/*").handler(Pages::keepForGood);
    router
        .get("/assets/*")
        .handler(
            StaticHandler.create("web/assets").setCachingEnabled(false).setDirectoryListing(false));
    router.get("/assets/*").handler(Pages::missing);
    router.route("/api/*").handler(Pages::missing);
    router.get().handler(Pages::page);
  }

  private static void keepForGood(RoutingContext request) {
    request.addHeadersEndHandler(
        end -> {
          if (request.response().getStatusCode() == 200) {
            request.response().putHeader("Cache-Control", FOR_GOOD);
          }
        });
    request.next();
  }

  private static void missing(RoutingContext request) {
    request
        .response()
        .setStatusCode(404)
        .putHeader("Content-Type", "application/json")
        .end(
            new JsonObject()
                .put("error", "there is nothing at " + request.normalizedPath())
                .toBuffer());
  }

  private static void page(RoutingContext request) {
    boolean picture = request.normalizedPath().equals("/favicon.svg");
    request
        .response()
        .putHeader("Content-Type", picture ? "image/svg+xml" : "text/html; charset=utf-8")
        .putHeader("Cache-Control", "no-cache")
        .sendFile(picture ? "web/favicon.svg" : "web/index.html")
        .onFailure(
            missing ->
                request
                    .response()
                    .setStatusCode(404)
                    .end("This build carries no pages: build it without -Dweb.skip.\n"));
  }
}
