package io.vedette.dashboard;

import io.vedette.dashboard.api.KnownPeople;
import io.vedette.dashboard.api.Requester;
import io.vedette.wire.BearerToken;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. Checks, in order:
 *
 * <ol>
 *   <li>the dashboard's own token, where it has one, as bearer or as the password of HTTP Basic;
 *   <li>for everything that changes something, the header {@code X-Vedette}, which a page of
 *       another origin cannot send without asking first; and for that and the live stream no
 *       foreign {@code Origin} (CSRF);
 *   <li>where the coordinator asks nobody who he is: only a loopback name as host, so that no page
 *       elsewhere can reach the dashboard by a name that resolves to this machine (DNS rebinding),
 *       and beyond loopback nobody at all, unless {@code insecure};
 *   <li>elsewhere a person who is signed in, or an API token. The pages themselves and the sign-in
 *       are for everybody.
 * </ol>
 */
final class AccessGuard implements Handler<RoutingContext> {

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Set<String> LOOPBACK_NAMES =
      Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final String LIVE = "/api/live";

  /** Paths that show something of the fleet begin with one of these. */
  private static final Set<String> GUARDED = Set.of("/api/", "/metrics");

  private static final Set<String> FOR_EVERYBODY =
      Set.of("/api/sign-in", "/api/sign-out", "/api/who", "/api/v1/openapi.json");

  private final @Nullable BearerToken token;
  private final boolean loopback;
  private final boolean insecure;
  private final KnownPeople people;

  private AccessGuard(
      @Nullable BearerToken token, boolean loopback, boolean insecure, KnownPeople people) {
    this.token = token;
    this.loopback = loopback;
    this.insecure = insecure;
    this.people = people;
  }

  /** What a configuration says of who may ask, read before the server starts. */
  record Rules(@Nullable BearerToken token, boolean loopback, boolean insecure) {

    /**
     * Reads the token.
     *
     * @throws IOException when the token file cannot be read or its token is too short
     */
    static Rules of(DashboardConfig config) throws IOException {
      return new Rules(
          config.tokenFile() == null ? null : BearerToken.read(config.tokenFile()),
          Dashboard.isLoopback(config.host()),
          config.insecure());
    }

    AccessGuard guard(KnownPeople people) {
      return new AccessGuard(token, loopback, insecure, people);
    }
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = context.normalizedPath();
    if (token != null && !token.isShownIn(request.getHeader("Authorization"))) {
      context
          .response()
          .putHeader("WWW-Authenticate", "Basic realm=\"Vedette\", charset=\"UTF-8\"");
      refuse(context, 401, "a valid token is needed: give it as the password");
    } else if (!READING.contains(request.method())
        && (request.getHeader("X-Vedette") == null || isForeign(request))) {
      refuse(context, 403, "changes need the header X-Vedette and the dashboard's own origin");
    } else if (path.equals(LIVE) && isForeign(request)) {
      refuse(context, 403, "the live stream is for the dashboard's own pages");
    } else {
      if (token != null) {
        Requester.readCookie(context);
      }
      // What comes of the body waits until the coordinator has said who it is.
      request.pause();
      people
          .isOpen()
          .onComplete(
              open -> onceKnown(context, path, open),
              thrown -> neverReached(context, path, thrown));
    }
  }

  private void onceKnown(RoutingContext context, String path, boolean open) {
    if (open && token == null && loopback && !namedLoopback(context.request())) {
      refuse(context, 421, "this dashboard answers only to localhost");
    } else if (open && token == null && !loopback && !insecure) {
      refuse(
          context,
          403,
          "the coordinator asks nobody who he is, so this dashboard answers to localhost only;"
              + " start it with --insecure if all who reach it may do everything");
    } else if (open || !isGuarded(path)) {
      proceed(context);
    } else {
      requirePerson(context, path);
    }
  }

  private void requirePerson(RoutingContext context, String path) {
    people
        .find(Requester.read(context))
        .onComplete(
            person -> {
              if (person.signedIn() && !person.whole() && path.equals(LIVE)) {
                refuse(context, 403, "the live stream shows the whole fleet");
              } else if (person.signedIn()) {
                proceed(context);
              } else {
                refuse(context, 401, "sign in first");
              }
            },
            thrown -> {
              if (KnownPeople.isRefusal(thrown)) {
                refuse(context, 401, "sign in first");
              } else if (path.equals(LIVE)) {
                proceed(context); // It shows nothing before it knows who looks.
              } else {
                refuse(context, 503, "the coordinator cannot be reached");
              }
            });
  }

  /** Nobody knows whether the coordinator asks who somebody is. */
  private void neverReached(RoutingContext context, String path, Throwable thrown) {
    if (loopback && !namedLoopback(context.request())) {
      refuse(context, 421, "this dashboard answers only to localhost");
    } else if (!isGuarded(path) || path.equals(LIVE) || path.equals("/metrics") && loopback) {
      proceed(context);
    } else {
      refuse(context, 503, "the coordinator cannot be reached");
    }
  }

  private static boolean isGuarded(String path) {
    return !FOR_EVERYBODY.contains(path) && GUARDED.stream().anyMatch(path::startsWith);
  }

  private static void proceed(RoutingContext context) {
    context.request().resume();
    context.next();
  }

  private static boolean namedLoopback(HttpServerRequest request) {
    return request.authority() != null && LOOPBACK_NAMES.contains(request.authority().host());
  }

  private static boolean isForeign(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    // Browsers always send an origin with a change; what sends none is no browser.
    return request.authority() == null
        || origin != null && !origin.equals(request.scheme() + "://" + request.authority());
  }

  private static void refuse(RoutingContext context, int status, String why) {
    context.request().resume();
    if (context.response().closed() || context.response().ended()) {
      return;
    }
    Future<Void> sent =
        context
            .response()
            .setStatusCode(status)
            .putHeader("Content-Type", "application/json")
            .putHeader("Cache-Control", "no-store")
            .end(new JsonObject().put("error", why).toBuffer());
    sent.onFailure(gone -> context.request().connection().close());
  }
}
