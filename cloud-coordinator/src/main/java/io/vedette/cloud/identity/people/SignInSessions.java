package io.vedette.cloud.identity.people;

import io.vedette.cloud.identity.Role;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sessions of those who are signed in, stored as they begin and end. Times are milliseconds since
 * the epoch. {@link PeopleDirectory} guards them.
 */
final class SignInSessions {

  /** A session ends so long after sign-in. */
  static final Duration LIFE = Duration.ofHours(12);

  /** A session ends after so long without use. */
  static final Duration IDLE = Duration.ofHours(2);

  private static final int MOST_OF_ONE = 20;

  /** Use of a session is stored this often at most. */
  private static final long USE_STORED_MS = 60_000;

  private final PeopleStore store;
  private final SecureRandom random;
  private final Map<String, SignInSession> byHash = new HashMap<>();

  SignInSessions(PeopleStore store, SecureRandom random) {
    this.store = store;
    this.random = random;
    store.sessions().forEach(session -> byHash.put(session.hash(), session));
  }

  /**
   * Begins a session; the owner's least used end when there are too many.
   *
   * @param owner what it ends with, as in {@link SignInSession}
   * @return the token to show, which is not kept
   */
  String begin(
      String owner, String name, Role role, Set<String> deployments, String address, long nowMs) {
    List<SignInSession> earlier = new ArrayList<>(of(owner));
    earlier.sort(Comparator.comparingLong(SignInSession::usedMs));
    end(earlier.subList(0, Math.max(0, earlier.size() - MOST_OF_ONE + 1)));
    String token = SecretToken.random(SecretToken.SESSION, random);
    SignInSession session =
        new SignInSession(
            SecretToken.hash(token), owner, name, role, deployments, address, nowMs, nowMs);
    store.put(session);
    byHash.put(session.hash(), session);
    return token;
  }

  /** The session of a token that has not ended; asking for it is a use. */
  Optional<SignInSession> use(String token, long nowMs) {
    SignInSession session = byHash.get(SecretToken.hash(token));
    if (session == null || isOver(session, nowMs)) {
      return Optional.empty();
    }
    if (nowMs - session.usedMs() >= USE_STORED_MS) {
      SignInSession used = session.used(nowMs);
      byHash.put(used.hash(), used);
      store.put(used);
    }
    return Optional.of(session);
  }

  /** Ends the session of a token; false: there was none. */
  boolean end(String token) {
    SignInSession session = byHash.get(SecretToken.hash(token));
    if (session == null) {
      return false;
    }
    end(List.of(session));
    return true;
  }

  void endAllOf(String owner) {
    end(of(owner));
  }

  /** Removes those that have ended. */
  void tick(long nowMs) {
    end(byHash.values().stream().filter(session -> isOver(session, nowMs)).toList());
  }

  /** When whoever has a session was last seen, by name. */
  Map<String, Long> lastSeen() {
    Map<String, Long> seen = new HashMap<>();
    byHash.values().forEach(s -> seen.merge(s.name(), s.usedMs(), Math::max));
    return seen;
  }

  private List<SignInSession> of(String owner) {
    return byHash.values().stream().filter(session -> session.owner().equals(owner)).toList();
  }

  private static boolean isOver(SignInSession session, long nowMs) {
    return nowMs - session.createdMs() >= LIFE.toMillis()
        || nowMs - session.usedMs() >= IDLE.toMillis();
  }

  private void end(Collection<SignInSession> ended) {
    if (!ended.isEmpty()) {
      List<String> hashes = ended.stream().map(SignInSession::hash).toList();
      store.removeSessions(hashes);
      hashes.forEach(byHash::remove);
    }
  }
}
