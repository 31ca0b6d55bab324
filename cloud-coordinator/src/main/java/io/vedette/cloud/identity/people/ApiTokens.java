package io.vedette.cloud.identity.people;

import io.vedette.cloud.identity.Role;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens of programs, stored as they are made and revoked. Times are milliseconds since the epoch.
 * {@link PeopleDirectory} guards them.
 */
final class ApiTokens {

  /** A token lives so long unless its maker says otherwise. */
  static final Duration LIFE = Duration.ofDays(90);

  private static final Duration LONGEST_LIFE = Duration.ofDays(3650);

  /** Tokens that have ended are listed for so long. */
  private static final Duration LISTED = Duration.ofDays(30);

  private static final int MOST = 1_000;

  private final PeopleStore store;
  private final SecureRandom random;
  private final Map<String, ApiToken> byHash = new HashMap<>();

  ApiTokens(PeopleStore store, SecureRandom random) {
    this.store = store;
    this.random = random;
    store.apiTokens().forEach(token -> byHash.put(token.hash(), token));
  }

  /** The token that a program shows, unless it has ended. */
  Optional<ApiToken> find(String secret, long nowMs) {
    return Optional.ofNullable(byHash.get(SecretToken.hash(secret)))
        .filter(token -> nowMs < token.expiresMs());
  }

  Optional<ApiToken> named(String name) {
    return byHash.values().stream().filter(token -> token.name().equals(name)).findFirst();
  }

  /** The newest first. */
  List<ApiToken> all() {
    List<ApiToken> all = new ArrayList<>(byHash.values());
    all.sort(Comparator.comparingLong(ApiToken::createdMs).reversed().thenComparing(ApiToken::id));
    return all;
  }

  /**
   * Makes a token.
   *
   * @param lifeMs 0: {@link #LIFE}
   * @throws IllegalArgumentException in one line: the life is too long
   * @throws IllegalStateException in one line: the name is taken, or there are too many
   */
  PeopleDirectory.CreatedToken create(
      String name, Role role, Set<String> deployments, long lifeMs, String by, long nowMs) {
    if (lifeMs < 0 || lifeMs > LONGEST_LIFE.toMillis()) {
      throw new IllegalArgumentException("a token lives at most ten years");
    }
    if (byHash.size() >= MOST) {
      throw new IllegalStateException("there are " + MOST + " API tokens already");
    }
    if (named(name).isPresent()) {
      throw new IllegalStateException("there is an API token " + name + "; revoke it first");
    }
    String secret = SecretToken.random(SecretToken.API, random);
    ApiToken token =
        new ApiToken(
            String.format("%08x", random.nextInt()),
            SecretToken.hash(secret),
            name,
            role,
            deployments,
            by,
            nowMs,
            nowMs + (lifeMs == 0 ? LIFE.toMillis() : lifeMs));
    store.put(token);
    byHash.put(token.hash(), token);
    return new PeopleDirectory.CreatedToken(secret, token);
  }

  /**
   * @param id its id or its name
   * @throws NoSuchElementException in one line: there is none
   */
  ApiToken revoke(String id) {
    ApiToken gone =
        byHash.values().stream()
            .filter(token -> token.id().equals(id))
            .findFirst()
            .or(() -> named(id))
            .orElseThrow(() -> new NoSuchElementException("there is no API token " + id));
    remove(gone);
    return gone;
  }

  /** Removes tokens that ended long ago. */
  void tick(long nowMs) {
    List.copyOf(byHash.values()).stream()
        .filter(token -> token.expiresMs() < nowMs - LISTED.toMillis())
        .forEach(this::remove);
  }

  private void remove(ApiToken token) {
    store.removeApiToken(token.id());
    byHash.remove(token.hash());
  }
}
