package io.vedette.dashboard;

import io.vedette.dashboard.api.ReadRoutes;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The web client. Files under {@code assets/} carry a digest in their names and are kept by
 * browsers for good. The addresses of the client's pages are all answered with one file, which
 * reads the address itself; what is no such address is not found.
 */
final class Pages {

  /** As {@code logic/route.ts} reads addresses. */
  static final Pattern ADDRESS =
      Pattern.compile(
          "/((fleet|rounds|distillations|versions|rollouts|deployments|events|frames|review|quarantine|storage|models|teachers|people|audit-log|sign-in)/?"
              + "|(devices|deployments)/[^/]+/?|devices/[^/]+/cameras/[^/]+/?"
              + "|versions/[^/]+/[0-9]{1,9}/?)?");

  private static final String FOR_GOOD = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";
  private static final Pattern ASSET = Pattern.compile("/assets/([A-Za-z0-9_-][A-Za-z0-9._-]*)");

  /** Files that there are, by name; used by the event loop alone. */
  private final Map<String, WebFile> files = new HashMap<>();

  static void mount(Router router) {
    Pages pages = new Pages();
    router.route("/api/*").handler(request -> nothing(request, true));
    ReadRoutes.route(router, "/*").handler(pages::answer);
  }

  private void answer(RoutingContext request) {
    String path = request.normalizedPath();
    var asset = ASSET.matcher(path);
    if (asset.matches()) {
      serve(request, "web/assets/" + asset.group(1), 200, FOR_GOOD);
    } else if (path.equals("/favicon.svg")) {
      serve(request, "web/favicon.svg", 200, ASK_AGAIN);
    } else if (ADDRESS.matcher(path).matches()) {
      serve(request, "web/index.html", 200, ASK_AGAIN);
    } else if (isForAPerson(request)) {
      serve(
          request, "web/index.html", 404, ASK_AGAIN); // the client says that there is no such page
    } else {
      nothing(request, false);
    }
  }

  private static boolean isForAPerson(RoutingContext request) {
    String accepted = request.request().getHeader("Accept");
    return accepted != null && accepted.contains("text/html");
  }

  private void serve(RoutingContext request, String name, int status, String caching) {
    WebFile known = files.get(name);
    if (known == null) {
      Optional<WebFile> read = WebFile.read(name);
      if (read.isPresent()) {
        known = read.get();
        files.put(name, known);
      }
    }
    if (known != null) {
      known.answer(request, status, caching);
    } else if (name.endsWith("index.html")) {
      text(request, "This build carries no pages: build it without -Dweb.skip.\n");
    } else {
      nothing(request, false);
    }
  }

  private static void nothing(RoutingContext request, boolean json) {
    if (json) {
      String why = "there is nothing at " + request.normalizedPath();
      request.response().setStatusCode(404).putHeader("Content-Type", "application/json");
      ReadRoutes.end(request, new JsonObject().put("error", why).toBuffer());
    } else {
      text(request, "There is no page at this address.\n");
    }
  }

  private static void text(RoutingContext request, String line) {
    request.response().setStatusCode(404).putHeader("Content-Type", "text/plain; charset=utf-8");
    ReadRoutes.end(request, line);
  }
}
