package io.vedette.edge.camera;

import io.vedette.wire.camera.SourceMask;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user name and password for HTTP, and the last challenge that they answer: <a
 * href="https://www.rfc-editor.org/rfc/rfc7616">Digest</a> with MD5 or SHA-256 where it is offered,
 * else <a href="https://www.rfc-editor.org/rfc/rfc7617">Basic</a>. Nothing is sent before a
 * challenge. Used by one thread.
 */
final class HttpCredentials {

  private static final Pattern PARAMETER =
      Pattern.compile("(\\w+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");

  private static final Map<String, String> HASHES =
      Map.of("md5", "MD5", "md5-sess", "MD5", "sha-256", "SHA-256", "sha-256-sess", "SHA-256");

  private final String user;
  private final String password;
  private final SecureRandom random = new SecureRandom();
  private @Nullable String basic;
  private @Nullable Map<String, String> digest;
  private int count;

  private HttpCredentials(String user, String password) {
    this.user = user;
    this.password = password;
  }

  /**
   * The credentials of a URL.
   *
   * @param userInfo "user:password", percent-encoded
   */
  static HttpCredentials of(String userInfo) {
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? new HttpCredentials(SourceMask.decodedOnce(userInfo), "")
        : new HttpCredentials(
            SourceMask.decodedOnce(userInfo.substring(0, colon)),
            SourceMask.decodedOnce(userInfo.substring(colon + 1)));
  }

  /**
   * Takes in the challenges of a server.
   *
   * @param challenges the values of {@code WWW-Authenticate}
   * @return whether one of them can be answered
   */
  boolean challenged(List<String> challenges) {
    basic = null;
    digest = null;
    for (String challenge : challenges) {
      String scheme = challenge.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
      if (scheme.equals("digest")) {
        Map<String, String> asked = parameters(challenge);
        if (hash(asked) != null && (digest == null || "SHA-256".equals(hash(asked)))) {
          digest = asked;
          count = 0;
        }
      } else if (scheme.equals("basic")) {
        byte[] bytes = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        basic = "Basic " + Base64.getEncoder().encodeToString(bytes);
      }
    }
    return digest != null || basic != null;
  }

  /** The value of {@code Authorization} for a request; empty before the first challenge. */
  Optional<String> header(String method, String target) {
    return digest == null
        ? Optional.ofNullable(basic)
        : Optional.of(answer(digest, method, target));
  }

  private static Map<String, String> parameters(String challenge) {
    Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Matcher matcher = PARAMETER.matcher(challenge);
    while (matcher.find()) {
      String quoted = matcher.group(2);
      parameters.put(matcher.group(1), quoted == null ? matcher.group(3) : quoted);
    }
    return parameters;
  }

  private static @Nullable String hash(Map<String, String> asked) {
    return HASHES.get(asked.getOrDefault("algorithm", "MD5").toLowerCase(Locale.ROOT));
  }

  private String answer(Map<String, String> asked, String method, String target) {
    String algorithm = asked.getOrDefault("algorithm", "MD5");
    String realm = asked.getOrDefault("realm", "");
    String nonce = asked.getOrDefault("nonce", "");
    String own = HexFormat.of().toHexDigits(random.nextLong());
    String secret = hashed(asked, user + ":" + realm + ":" + password);
    if (algorithm.toLowerCase(Locale.ROOT).endsWith("-sess")) {
      secret = hashed(asked, secret + ":" + nonce + ":" + own);
    }
    String request = hashed(asked, method + ":" + target);
    StringBuilder answer = new StringBuilder("Digest username=\"").append(user);
    answer.append("\", realm=\"").append(realm).append("\", nonce=\"").append(nonce);
    answer.append("\", uri=\"").append(target).append('"');
    if (asked.containsKey("algorithm")) {
      answer.append(", algorithm=").append(algorithm);
    }
    if (asked.containsKey("qop")) {
      String times = String.format(Locale.ROOT, "%08x", ++count);
      String middle = ":" + nonce + ":" + times + ":" + own + ":auth:";
      answer.append(", qop=auth, nc=").append(times).append(", cnonce=\"").append(own);
      answer.append("\", response=\"").append(hashed(asked, secret + middle + request));
    } else {
      answer.append(", response=\"").append(hashed(asked, secret + ":" + nonce + ":" + request));
    }
    answer.append('"');
    if (asked.containsKey("opaque")) {
      answer.append(", opaque=\"").append(asked.get("opaque")).append('"');
    }
    return answer.toString();
  }

  private static String hashed(Map<String, String> asked, String text) {
    try {
      MessageDigest hash = MessageDigest.getInstance(String.valueOf(hash(asked)));
      return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
