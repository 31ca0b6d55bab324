package io.vedette.dashboard.api;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * For whom the coordinator is asked. A person's browser has the token of a session in a cookie, a
 * program shows an API token as {@code Authorization: Bearer}; the dashboard passes either on.
 *
 * @param token null: none
 * @param address of the browser or the program
 */
public record Requester(@Nullable String token, String address) {

  /** The dashboard itself. */
  public static final Requester DASHBOARD = new Requester(null, "");

  static final String COOKIE = "vedette_session";

  private static final String BEARER = "Bearer ";
  private static final String KEY = "vedette.requester";

  /** No token is longer. */
  private static final int MAX_TOKEN = 256;

  /** Reads who asks. */
  public static Requester read(RoutingContext request) {
    Requester known = request.get(KEY);
    if (known != null) {
      return known;
    }
    return read(request, request.request().getHeader("Authorization"));
  }

  /** Reads who asks where the header Authorization is the dashboard's own token, not a person's. */
  public static Requester readCookie(RoutingContext request) {
    return read(request, null);
  }

  private static Requester read(RoutingContext request, @Nullable String authorization) {
    Cookie cookie = request.request().getCookie(COOKIE);
    String token =
        authorization != null && authorization.startsWith(BEARER)
            ? authorization.substring(BEARER.length()).strip()
            : cookie == null ? null : cookie.getValue();
    boolean usable = token != null && token.length() <= MAX_TOKEN && isVisible(token);
    Requester requester =
        new Requester(
            usable ? token : null,
            Objects.requireNonNullElse(request.request().remoteAddress().hostAddress(), ""));
    request.put(KEY, requester);
    return requester;
  }

  private static boolean isVisible(String token) {
    return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 127);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Requester[" + address + "]";
  }
}
