package io.vedette.wire.camera;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the user name and password of a source come from: a source names those of the device's file
 * in braces, {@code rtsp://{gate}@host/stream}, so that they need not be written into it.
 */
public final class SourceCredentials {

  private static final Pattern NAMED =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*:/+)\\{([a-zA-Z0-9._-]{1,64})\\}@(.*)");

  private static final Pattern HOST = Pattern.compile("\\[[^\\]]*\\]|[^:/?#]*");

  private SourceCredentials() {}

  /** The name of the credentials that a source takes; empty: none. */
  public static Optional<String> name(String source) {
    Matcher named = NAMED.matcher(source);
    return named.matches() ? Optional.of(named.group(2)) : Optional.empty();
  }

  /**
   * The host that would be told the credentials that a source names.
   *
   * @return empty where it names none
   */
  public static Optional<String> host(String source) {
    Matcher named = NAMED.matcher(source);
    if (!named.matches()) {
      return Optional.empty();
    }
    Matcher host = HOST.matcher(named.group(3));
    return Optional.of(host.lookingAt() ? host.group() : "");
  }

  /**
   * A source with the credentials that it names.
   *
   * @param userInfo "user:password", percent-encoded
   */
  public static String with(String source, String userInfo) {
    Matcher named = NAMED.matcher(source);
    return named.matches() ? named.group(1) + userInfo + "@" + named.group(3) : source;
  }

  /** Whether a source has a user name, password, token or the like written into it. */
  public static boolean areIn(String source) {
    Matcher named = NAMED.matcher(source);
    String rest = named.matches() ? named.group(1) + named.group(3) : source;
    return !SourceMask.masked(rest).equals(rest);
  }

  /** A source for people: masked, the name of its credentials kept. */
  public static String masked(String source) {
    Matcher named = NAMED.matcher(source);
    if (!named.matches()) {
      return SourceMask.masked(source);
    }
    String rest = SourceMask.masked(named.group(1) + named.group(3));
    return named.group(1) + "{" + named.group(2) + "}@" + rest.substring(named.group(1).length());
  }
}
