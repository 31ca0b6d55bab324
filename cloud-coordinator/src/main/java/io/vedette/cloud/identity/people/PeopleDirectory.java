package io.vedette.cloud.identity.people;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.FeedEntry.Severity;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.identity.Role;
import io.vedette.cloud.identity.TokenAuthenticator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Users, their sessions and API tokens: who may sign in, and who shows a token. Safe for use by
 * several threads.
 */
public final class PeopleDirectory implements TokenAuthenticator {

  /** A sign-in link holds so long. */
  static final Duration LINK_LIFE = Duration.ofMinutes(10);

  private static final int MAX_USERS = 1_000;

  /** A password is hashed by so many threads at most: each takes a core for a good while. */
  private static final int HASHING = 2;

  private static final String FAILURES = "failed-sign-ins";
  private static final String WRONG = "name, password or code is wrong";

  private final PeopleStore store;
  private final EventFeed feed;
  private final InstantSource clock;
  private final SecureRandom random;
  private final int rounds;
  private final PasswordHash nobodys;
  private final Semaphore hashing = new Semaphore(HASHING);

  /** This object's monitor guards them. */
  private final Map<String, User> users = new TreeMap<>();

  private final SignInSessions sessions;
  private final ApiTokens tokens;
  private final FailedSignIns failures = new FailedSignIns();
  private final SignInLinks links = new SignInLinks();
  private Consumer<String> ended = name -> {};

  /** Reads what is stored. */
  public PeopleDirectory(PeopleStore store, EventFeed feed, InstantSource clock) {
    this(store, feed, clock, new SecureRandom(), PasswordHash.ROUNDS);
  }

  /**
   * @param rounds of the hashes of new passwords
   */
  PeopleDirectory(
      PeopleStore store, EventFeed feed, InstantSource clock, SecureRandom random, int rounds) {
    this.store = store;
    this.feed = feed;
    this.clock = clock;
    this.random = random;
    this.rounds = rounds;
    this.nobodys = PasswordHash.of(SecretToken.random("", random), rounds, random);
    this.sessions = new SignInSessions(store, random);
    this.tokens = new ApiTokens(store, random);
    store.users().forEach(user -> users.put(user.name(), user));
  }

  /**
   * What whoever signed in gets.
   *
   * @param token to show from now on
   * @param expiresMs when the session ends, milliseconds since the epoch
   */
  public record SignedIn(String token, long expiresMs, Caller caller) {
    /** Without the token. */
    @Override
    public String toString() {
      return "SignedIn[" + caller.name() + "]";
    }
  }

  /**
   * A user as changed.
   *
   * @param codeUri for an authenticator app, when codes were set up anew; empty otherwise
   */
  public record ChangedUser(User user, String codeUri) {
    /** Without the secret of the codes. */
    @Override
    public String toString() {
      return "ChangedUser[" + user.name() + "]";
    }
  }

  /**
   * What is wanted of a user.
   *
   * @param role null: as it is; of a new user viewer
   * @param deployments null: as they are
   * @param password null: as it is; a new user needs one
   * @param codes whether codes are asked for: true makes a new secret; null: as it is
   */
  public record UserChange(
      @Nullable Role role,
      @Nullable Set<String> deployments,
      @Nullable String password,
      @Nullable Boolean codes) {
    /** Without the password. */
    @Override
    public String toString() {
      return "UserChange[" + role + "]";
    }
  }

  /** An API token that was just made: its secret is shown this once. */
  public record CreatedToken(String secret, ApiToken token) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "CreatedToken[" + token.id() + "]";
    }
  }

  /** A code that signs in once. */
  public record CreatedLink(String code, long expiresMs) {
    /** Without the code. */
    @Override
    public String toString() {
      return "CreatedLink[" + expiresMs + "]";
    }
  }

  /**
   * Signs a user in.
   *
   * @param code six digits; empty where the user has none
   * @param address where the person is
   * @throws SignInRefusedException name, password or code is wrong, or it comes too early
   */
  public SignedIn signIn(String name, String password, String code, String address)
      throws SignInRefusedException {
    User user = requireItsTime(name, address);
    if (!hashing.tryAcquire()) {
      throw new SignInRefusedException("many sign in right now; try again in a second", true);
    }
    boolean right;
    try {
      // Takes as long for a name that nobody has.
      PasswordHash hash = user == null ? nobodys : PasswordHash.parse(user.passwordHash());
      right = hash.matches(password) && user != null;
    } finally {
      hashing.release();
    }
    synchronized (this) {
      User now = users.get(name);
      if (!right
          || now == null
          || user == null
          || !now.passwordHash().equals(user.passwordHash())) {
        throw failed(name, address);
      }
      if (now.codeSecret() != null) {
        OptionalLong step =
            TimeBasedCode.step(now.codeSecret(), code, clock.millis(), now.lastCodeStep());
        if (step.isEmpty()) {
          throw failed(name, address);
        }
        save(now.withCodeUsed(step.getAsLong()));
      }
      failures.succeeded(name);
      return begin("user:" + name, now.name(), now.role(), now.deployments(), address);
    }
  }

  private synchronized @Nullable User requireItsTime(String name, String address)
      throws SignInRefusedException {
    long now = clock.millis();
    long openAt = failures.openAtMs(name, address, now);
    if (now < openAt) {
      failures.cameTooEarly(name, address, now);
      tellOfFailures();
      throw new SignInRefusedException(
          "too many failed sign-ins; try again in " + ((openAt - now + 999) / 1000) + " s", true);
    }
    return users.get(name);
  }

  private SignInRefusedException failed(String name, String address) {
    failures.failed(name, address, clock.millis());
    tellOfFailures();
    return new SignInRefusedException(WRONG, false);
  }

  private void tellOfFailures() {
    if (failures.isWorthTelling()) {
      feed.alarm(FAILURES, Severity.WARNING, Subject.of("person"), failures.text());
    }
  }

  /**
   * Signs in with the code of a link, which is used up by it.
   *
   * @throws SignInRefusedException it was used, is too old or never was one
   */
  public synchronized SignedIn signInByLink(String code, String address)
      throws SignInRefusedException {
    String nobody = "a link";
    long now = clock.millis();
    if (now < failures.openAtMs(nobody, address, now)) {
      failures.cameTooEarly(nobody, address, now);
      tellOfFailures();
      throw new SignInRefusedException("too many failed sign-ins; try again later", true);
    }
    Optional<SignInLinks.Link> link = links.use(code, now);
    if (link.isEmpty()) {
      failed(nobody, address);
      throw new SignInRefusedException(
          "this link was used or is too old; ask for another, or sign in by name", false);
    }
    Caller maker = link.get().maker();
    Role role = Objects.requireNonNull(maker.role());
    String owner =
        switch (maker.kind()) {
          case SESSION -> "user:" + maker.name();
          case API_TOKEN ->
              tokens.named(maker.name()).isPresent() ? "token:" + maker.name() : "link";
          default -> "link";
        };
    return begin(owner, maker.name(), role, maker.deployments(), address);
  }

  /**
   * Makes a code that signs in once, as its maker.
   *
   * @throws IllegalArgumentException when the maker is no person's
   */
  public synchronized CreatedLink createLink(Caller maker) {
    requirePeoples(maker.role());
    long expiresMs = clock.millis() + LINK_LIFE.toMillis();
    return new CreatedLink(links.create(maker, expiresMs, random), expiresMs);
  }

  private SignedIn begin(
      String owner, String name, Role role, Set<String> deployments, String address) {
    long now = clock.millis();
    long endsMs = now + SignInSessions.LIFE.toMillis();
    String token = sessions.begin(owner, name, role, deployments, address, now);
    feed.info(
        Subject.of("person", name).by(name),
        name + " signed in as " + role.label() + " from " + address);
    return new SignedIn(
        token, endsMs, new Caller(name, role, deployments, Caller.Kind.SESSION, endsMs));
  }

  /** Ends the session of a token; false: there was none. */
  public synchronized boolean signOut(String token) {
    return sessions.end(token);
  }

  @Override
  public synchronized Optional<Caller> authenticate(String token, String address) {
    long now = clock.millis();
    return token.startsWith(SecretToken.SESSION)
        ? sessions.use(token, now).map(this::caller)
        : tokens.find(token, now).map(PeopleDirectory::caller);
  }

  /** A user's rights are those of now, not those at the sign-in. */
  private Caller caller(SignInSession session) {
    String owner = session.owner();
    User user = owner.startsWith("user:") ? users.get(owner.substring("user:".length())) : null;
    return new Caller(
        session.name(),
        user == null ? session.role() : user.role(),
        user == null ? session.deployments() : user.deployments(),
        Caller.Kind.SESSION,
        session.createdMs() + SignInSessions.LIFE.toMillis());
  }

  private static Caller caller(ApiToken token) {
    return new Caller(
        token.name(), token.role(), token.deployments(), Caller.Kind.API_TOKEN, token.expiresMs());
  }

  /** In order of their names. */
  public synchronized List<User> users() {
    return List.copyOf(users.values());
  }

  /** When each user was last seen, of those that are signed in; milliseconds since the epoch. */
  public synchronized Map<String, Long> lastSeen() {
    return sessions.lastSeen();
  }

  /**
   * Adds or changes a user. A new password and fewer rights end the user's sessions.
   *
   * @param by who does it
   * @throws IllegalArgumentException in one line: the password is no good one, or the role is no
   *     person's
   * @throws IllegalStateException in one line: there are too many users
   */
  public ChangedUser putUser(String name, UserChange change, String by) {
    String password = change.password();
    if (password != null) {
      PasswordHash.check(name, password);
    }
    String hash = password == null ? null : PasswordHash.of(password, rounds, random).written();
    String secret = Boolean.TRUE.equals(change.codes()) ? TimeBasedCode.secret(random) : null;
    synchronized (this) {
      User before = users.get(name);
      User user =
          before == null
              ? added(name, change, hash, secret)
              : changed(before, change, hash, secret);
      save(user);
      if (before != null && (hash != null || !before.role().equals(user.role()))) {
        endAllOf("user:" + name);
      }
      failures.succeeded(name);
      feed.info(Subject.of("person", name).by(by), told(before, user, hash != null));
      return new ChangedUser(user, secret == null ? "" : TimeBasedCode.uri(name, secret));
    }
  }

  private User added(
      String name, UserChange change, @Nullable String hash, @Nullable String secret) {
    Role role = change.role() == null ? Role.VIEWER : change.role();
    requirePeoples(role);
    if (users.size() >= MAX_USERS) {
      throw new IllegalStateException("there are " + MAX_USERS + " users already");
    }
    if (hash == null) {
      throw new IllegalArgumentException("a new user needs a password");
    }
    Set<String> deployments = Objects.requireNonNullElse(change.deployments(), Set.of());
    long now = clock.millis();
    return new User(name, role, deployments, hash, secret, 0, now, now);
  }

  private User changed(
      User before, UserChange change, @Nullable String hash, @Nullable String secret) {
    Role role = change.role() == null ? before.role() : change.role();
    requirePeoples(role);
    boolean sameCodes = change.codes() == null;
    return new User(
        before.name(),
        role,
        Objects.requireNonNullElse(change.deployments(), before.deployments()),
        Objects.requireNonNullElse(hash, before.passwordHash()),
        sameCodes ? before.codeSecret() : secret,
        sameCodes ? before.lastCodeStep() : 0,
        before.createdMs(),
        clock.millis());
  }

  private static String told(@Nullable User before, User now, boolean password) {
    if (before == null) {
      return now.name() + " was added as " + now.role().label();
    }
    List<String> changes = new ArrayList<>();
    if (!before.role().equals(now.role())) {
      changes.add(before.role().label() + " to " + now.role().label());
    }
    if (!before.deployments().equals(now.deployments())) {
      changes.add("deployments");
    }
    if (password) {
      changes.add("password");
    }
    if ((before.codeSecret() == null) != (now.codeSecret() == null)) {
      changes.add(now.codeSecret() == null ? "no codes any more" : "codes");
    } else if (now.codeSecret() != null && !now.codeSecret().equals(before.codeSecret())) {
      changes.add("new codes");
    }
    return now.name()
        + " was changed: "
        + (changes.isEmpty() ? "nothing" : String.join(", ", changes));
  }

  /**
   * Removes a user and ends the user's sessions.
   *
   * @throws NoSuchElementException in one line: nobody has that name
   */
  public synchronized User deleteUser(String name, String by) {
    User gone = users.get(name);
    if (gone == null) {
      throw new NoSuchElementException("there is no user " + name);
    }
    endAllOf("user:" + name);
    store.removeUser(name);
    users.remove(name);
    feed.info(Subject.of("person", name).by(by), name + " was deleted");
    return gone;
  }

  /** The newest first; those that ended are listed for 30 days more. */
  public synchronized List<ApiToken> apiTokens() {
    return tokens.all();
  }

  /**
   * Makes an API token.
   *
   * @param name that no other token has
   * @param lifeMs how long it lives, milliseconds; 0: 90 days
   * @throws IllegalArgumentException in one line: the role is no person's, or the life is too long
   * @throws IllegalStateException in one line: the name is taken, or there are too many tokens
   */
  public synchronized CreatedToken createToken(
      String name, Role role, Set<String> deployments, long lifeMs, String by) {
    requirePeoples(role);
    CreatedToken created = tokens.create(name, role, deployments, lifeMs, by, clock.millis());
    feed.info(
        Subject.of("person", name).by(by), "API token " + name + " was made: " + role.label());
    return created;
  }

  /**
   * Ends an API token, and the sessions that came of its links.
   *
   * @param id its id or its name
   * @throws NoSuchElementException in one line: there is none
   */
  public synchronized ApiToken revokeToken(String id, String by) {
    ApiToken gone = tokens.revoke(id);
    endAllOf("token:" + gone.name());
    feed.info(
        Subject.of("person", gone.name()).by(by), "API token " + gone.name() + " was revoked");
    return gone;
  }

  /** Removes sessions that have ended and tokens that ended long ago; ends a burst of failures. */
  public synchronized void tick() {
    long now = clock.millis();
    sessions.tick(now);
    tokens.tick(now);
    if (failures.isOver(now)) {
      feed.clear(FAILURES);
    }
  }

  private void endAllOf(String owner) {
    sessions.endAllOf(owner);
    ended.accept(owner.substring(owner.indexOf(':') + 1));
  }

  /**
   * Sets who is told of a user or an API token whose rights have ended or changed: open calls of
   * that name are to be cut.
   */
  public synchronized void whenEnded(Consumer<String> listener) {
    ended = listener;
  }

  private void save(User user) {
    store.put(user);
    users.put(user.name(), user);
  }

  private static void requirePeoples(@Nullable Role role) {
    if (role == null || !role.isPerson()) {
      throw new IllegalArgumentException(
          "a person is viewer, reviewer, operator or admin, not "
              + (role == null ? "nobody" : role.label()));
    }
  }
}
