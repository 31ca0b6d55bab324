package io.vedette.dashboard;

import io.vedette.wire.BearerToken;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. Three checks, in order:
 *
 * <ol>
 *   <li>without a token, only a loopback name as host, so that no page elsewhere can reach the
 *       dashboard by a name that resolves to this machine (DNS rebinding);
 *   <li>the token, when there is one, as bearer or as the password of HTTP Basic;
 *   <li>for everything that changes something, the header {@code X-Vedette}, which a page of
 *       another origin cannot send without asking first, and no foreign {@code Origin} (CSRF).
 * </ol>
 */
final class AccessGuard implements Handler<RoutingContext> {

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Set<String> LOOPBACK_NAMES =
      Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final @Nullable BearerToken token;
  private final boolean onlyLoopbackNames;

  private AccessGuard(@Nullable BearerToken token, boolean onlyLoopbackNames) {
    this.token = token;
    this.onlyLoopbackNames = onlyLoopbackNames;
  }

  /**
   * Reads the token.
   *
   * @throws IOException when the token file cannot be read or its token is too short
   */
  static AccessGuard of(DashboardConfig config) throws IOException {
    BearerToken token = config.tokenFile() == null ? null : BearerToken.read(config.tokenFile());
    return new AccessGuard(token, token == null && Dashboard.isLoopback(config.host()));
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (onlyLoopbackNames && !namedLoopback(request)) {
      refuse(context, 421, "this dashboard answers only to localhost");
    } else if (token != null && !token.isShownIn(request.getHeader("Authorization"))) {
      context
          .response()
          .putHeader("WWW-Authenticate", "Basic realm=\"Vedette\", charset=\"UTF-8\"");
      refuse(context, 401, "a valid token is needed: give it as the password");
    } else if (!READING.contains(request.method()) && !sameOrigin(request)) {
      refuse(context, 403, "changes need the header X-Vedette and the dashboard's own origin");
    } else {
      context.next();
    }
  }

  private static boolean namedLoopback(HttpServerRequest request) {
    return request.authority() != null && LOOPBACK_NAMES.contains(request.authority().host());
  }

  private static boolean sameOrigin(HttpServerRequest request) {
    if (request.getHeader("X-Vedette") == null || request.authority() == null) {
      return false;
    }
    String origin = request.getHeader("Origin");
    // Browsers always send an origin with a change; what sends none is no browser.
    return origin == null || origin.equals(request.scheme() + "://" + request.authority());
  }

  private static void refuse(RoutingContext context, int status, String why) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(new JsonObject().put("error", why).toBuffer());
  }
}
