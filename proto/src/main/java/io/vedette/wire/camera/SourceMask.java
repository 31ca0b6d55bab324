package io.vedette.wire.camera;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks the passwords of a camera's source in all texts. Masked are everything up to the last
 * {@code @} before the host, and the values of keys such as {@code user}, {@code password}, {@code
 * token}, however often they come and whether percent-encoded or not. Where a character is
 * ambiguous, as {@code /} and {@code #} in a password, rather too much is masked.
 */
public final class SourceMask {

  private static final String HIDDEN = "***";

  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:/+");
  private static final Pattern FILE = Pattern.compile("[/.~]");
  private static final Pattern URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:/+\\S+");

  /** Keys that contain one of these, or are one of the short ones, are secret. */
  private static final String SECRET_WORDS =
      "user|usr|login|pass|pwd|psw|token|key|auth|secret|sign|cred|session|cookie";

  private static final Pattern SECRET_KEY =
      Pattern.compile("(?i)" + SECRET_WORDS + "|\\b(?:pw|sid|sig)$");
  private static final Pattern SECRET_PAIR =
      Pattern.compile("(?i)(?:" + SECRET_WORDS + "|\\b(?:pw|sid|sig))[^=&]*=");

  /** Parts of option names whose values may hold a password in another form. */
  private static final Pattern SECRET_OPTION =
      Pattern.compile("(?i)" + SECRET_WORDS + "|headers|proxy");

  /** Shorter secrets would match unrelated words. */
  private static final int MIN_LITERAL = 3;

  /** Text that was encoded more often is left as it is. */
  private static final int MAX_DECODINGS = 3;

  private final String source;
  private final String masked;
  private final Set<String> literals = new LinkedHashSet<>();

  private SourceMask(String source, Map<String, String> options) {
    this.source = source;
    this.masked = masked(source);
    Parts parts = Parts.of(source);
    add(parts.userInfo);
    add(parts.password());
    if (!parts.userInfo.isEmpty()) {
      byte[] bytes = decoded(parts.userInfo).getBytes(StandardCharsets.UTF_8);
      literals.add(Base64.getEncoder().encodeToString(bytes));
    }
    for (String pair : parts.rest.split("[&?]")) {
      int equals = pair.indexOf('=');
      if (equals >= 0 && SECRET_KEY.matcher(decoded(pair.substring(0, equals))).find()) {
        add(pair.substring(equals + 1));
      }
    }
    options.forEach(
        (name, value) -> {
          if (SECRET_OPTION.matcher(name).find()) {
            add(value);
          }
        });
  }

  private void add(String secret) {
    for (String form : new String[] {secret, decoded(secret)}) {
      if (form.length() >= MIN_LITERAL) {
        literals.add(form);
      }
    }
  }

  /** The mask of a source without options. */
  public static SourceMask of(String source) {
    return new SourceMask(source, Map.of());
  }

  /** The mask of a source and its secret options. */
  public static SourceMask of(String source, Map<String, String> options) {
    return new SourceMask(source, options);
  }

  /** The source, masked. */
  public String source() {
    return masked;
  }

  /** A text without this source's secrets and those of any URL in it. */
  public String in(String text) {
    String safe = text.replace(source, masked);
    for (String secret : literals) {
      safe = safe.replace(secret, HIDDEN);
    }
    return inText(safe);
  }

  /**
   * What may be wrong with a source that cannot be opened: "" or that its user name or password has
   * characters that a URL must have percent-encoded.
   */
  public String hint() {
    String userInfo = Parts.of(source).userInfo;
    boolean strange =
        userInfo.matches(".*[@/#?].*") || userInfo.indexOf(':') != userInfo.lastIndexOf(':');
    return strange
        ? "; in a user name or password write @ as %40, / as %2F, # as %23, ? as %3F, : as %3A"
        : "";
  }

  /** A source or URL, masked. */
  public static String masked(String source) {
    if (FILE.matcher(source).lookingAt()) {
      return source;
    }
    Parts parts = Parts.of(source);
    return parts.scheme + (parts.userInfo.isEmpty() ? "" : HIDDEN + "@") + pairs(parts.rest);
  }

  /** A text with all URLs in it masked. */
  public static String inText(String text) {
    return URL.matcher(text).replaceAll(url -> Matcher.quoteReplacement(masked(url.group())));
  }

  /**
   * The three parts of a source.
   *
   * @param scheme "rtsp://", or "" where it has none
   * @param userInfo the text before the last {@code @} that may end a password
   * @param rest host, path and query
   */
  private record Parts(String scheme, String userInfo, String rest) {

    static Parts of(String source) {
      Matcher scheme = SCHEME.matcher(source);
      int start = scheme.lookingAt() ? scheme.end() : 0;
      boolean none = start == 0 && !source.matches("[^/.~\\s][^/\\s]*:\\S*@.*");
      int at = none ? -1 : lastAt(source, start);
      return new Parts(
          source.substring(0, start),
          at < 0 ? "" : source.substring(start, at),
          source.substring(at < 0 ? start : at + 1));
    }

    /** An {@code @} in the query belongs to a password only where one may have begun before it. */
    private static int lastAt(String source, int start) {
      int query = source.indexOf('?', start);
      int path = source.indexOf('/', start);
      int hash = source.indexOf('#', start);
      int end = source.length();
      for (int delimiter : new int[] {query, path, hash}) {
        end = delimiter < 0 ? end : Math.min(end, delimiter);
      }
      boolean mayBegin = source.substring(start, end).indexOf(':') >= 0;
      int at = source.lastIndexOf('@', query < 0 || mayBegin ? source.length() : query);
      return at < start ? -1 : at;
    }

    String password() {
      return userInfo.substring(userInfo.indexOf(':') + 1);
    }
  }

  private static String pairs(String rest) {
    int query = rest.indexOf('?');
    return query < 0
        ? eachPair(rest)
        : eachPair(rest.substring(0, query)) + "?" + eachPair(rest.substring(query + 1));
  }

  private static String eachPair(String text) {
    String[] pairs = text.split("&", -1);
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = pair(pairs[i]);
    }
    return String.join("&", pairs);
  }

  private static String pair(String pair) {
    int equals = pair.indexOf('=');
    if (equals < 0) {
      return SECRET_PAIR.matcher(decoded(pair)).find() ? HIDDEN : pair;
    }
    boolean secret =
        SECRET_KEY.matcher(decoded(pair.substring(0, equals))).find()
            || SECRET_PAIR.matcher(decoded(pair.substring(equals + 1))).find();
    return secret ? pair.substring(0, equals + 1) + HIDDEN : pair;
  }

  /** Percent-decoded, however often it was encoded; invalid encoding is kept. */
  private static String decoded(String text) {
    String now = text;
    for (int i = 0; i < MAX_DECODINGS && now.indexOf('%') >= 0; i++) {
      now = decodedOnce(now);
    }
    return now;
  }

  /** Percent-decoded once; invalid encoding is kept. */
  public static String decodedOnce(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        out[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        out[length++] = bytes[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }
}
