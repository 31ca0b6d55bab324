package io.vedette.dashboard.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Requests that change nothing: what answers GET answers HEAD too, without the body. */
public final class ReadRoutes {

  private ReadRoutes() {}

  /** A route of these methods. */
  public static Route route(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  /** Ends an answer; over HTTP/2 the server would send the body of a HEAD. */
  public static void end(RoutingContext request, Buffer body) {
    if (request.request().method() == HttpMethod.HEAD) {
      request.response().end();
    } else {
      request.response().end(body);
    }
  }

  /** Ends an answer with text in UTF-8. */
  public static void end(RoutingContext request, String body) {
    end(request, Buffer.buffer(body));
  }
}
