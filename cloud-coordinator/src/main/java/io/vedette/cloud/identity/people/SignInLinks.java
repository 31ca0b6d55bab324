package io.vedette.cloud.identity.people;

import io.vedette.cloud.identity.Caller;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Codes that sign in once, in place of name and password. They are kept in memory alone: a restart
 * ends them. Not safe for use by several threads.
 */
final class SignInLinks {

  private static final int MAX_LINKS = 100;

  /** Who made a link and until when it holds. */
  record Link(Caller maker, long expiresMs) {}

  private final Map<String, Link> byHash = new LinkedHashMap<>();

  /** A new code; of too many the oldest ends. */
  String create(Caller maker, long expiresMs, SecureRandom random) {
    String code = SecretToken.random("", random);
    byHash.put(SecretToken.hash(code), new Link(maker, expiresMs));
    if (byHash.size() > MAX_LINKS) {
      byHash.remove(byHash.keySet().iterator().next());
    }
    return code;
  }

  /** Uses a code up. Empty: it was used, is too old or never was one. */
  Optional<Link> use(String code, long nowMs) {
    return Optional.ofNullable(byHash.remove(SecretToken.hash(code)))
        .filter(link -> nowMs < link.expiresMs());
  }
}
