package io.vedette.cloud.identity;

import io.vedette.wire.Digests;
import io.vedette.wire.Tags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Devices and workers: who may enroll, which certificates were issued, and which of them are still
 * accepted. Everything is in memory, and durable before it is answered. Safe for use by several
 * threads.
 */
public final class Identities implements CertificateAuthenticator {

  private static final String PREFIX = "vdt_";
  private static final int SECRET_BYTES = 32;
  private static final int MAX_TOKENS = 10_000;
  private static final int MAX_USES = 10_000;
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);
  private static final Duration MAX_TOKEN_LIFE = Duration.ofDays(90);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Authority authority;
  private final Duration life;
  private final IdentityStore store;
  private final Predicate<String> refused;
  private final InstantSource clock;
  private final Map<String, IssuedCertificate> certificates = new ConcurrentHashMap<>();
  private final Map<String, EnrollmentToken> tokens = new ConcurrentHashMap<>();

  /**
   * A token that was just made.
   *
   * @param text what its user gets: the secret, a dot, the SHA-256 of the authority
   */
  public record NewToken(String text, EnrollmentToken token) {}

  /**
   * @param life of a certificate
   * @param refused ids that may not enroll: they were revoked and not forgotten
   */
  public Identities(
      Authority authority,
      Duration life,
      IdentityStore store,
      Predicate<String> refused,
      InstantSource clock) {
    this.authority = authority;
    this.life = life;
    this.store = store;
    this.refused = refused;
    this.clock = clock;
    store.certificates().forEach(each -> certificates.put(each.serial(), each));
    store.tokens().forEach(each -> tokens.put(each.id(), each));
  }

  /** The authority's certificate, which clients trust. */
  public X509Certificate authority() {
    return authority.certificate();
  }

  /**
   * Makes a token.
   *
   * @param name the only id that may enroll with it; empty: any that is not taken
   * @param uses how many may enroll with it; 0: one
   * @param lifetime zero: one hour
   * @throws IllegalStateException in one line: there are too many
   */
  public synchronized NewToken createToken(
      Role role,
      String name,
      int uses,
      Duration lifetime,
      Tags tags,
      Set<String> deployments,
      String madeBy) {
    if (role.isPerson()) {
      throw new IllegalStateException("people sign in; a token is for a device or a worker");
    }
    if (!name.isEmpty() && uses > 1) {
      throw new IllegalStateException("a token for one id has one use");
    }
    prune();
    if (tokens.size() >= MAX_TOKENS) {
      throw new IllegalStateException("there are " + MAX_TOKENS + " tokens; revoke some first");
    }
    long now = clock.millis();
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    String text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Duration valid = lifetime.isZero() ? TOKEN_LIFE : lifetime;
    EnrollmentToken token =
        new EnrollmentToken(
            "t-" + random(),
            sha256(text),
            role,
            name,
            Math.max(1, Math.min(uses, MAX_USES)),
            now,
            now + (valid.compareTo(MAX_TOKEN_LIFE) > 0 ? MAX_TOKEN_LIFE : valid).toMillis(),
            tags,
            deployments,
            madeBy);
    store.put(token);
    tokens.put(token.id(), token);
    return new NewToken(text + "." + authority.sha256(), token);
  }

  /** Tokens that can still be used, the newest first. */
  public List<EnrollmentToken> tokens() {
    long now = clock.millis();
    return tokens.values().stream()
        .filter(token -> token.isValid(now))
        .sorted(
            Comparator.comparingLong(EnrollmentToken::createdAtMs)
                .reversed()
                .thenComparing(EnrollmentToken::id))
        .toList();
  }

  /** Ends a token before its time; empty: there is none of this id. */
  public synchronized Optional<EnrollmentToken> revokeToken(String id) {
    Optional<EnrollmentToken> token = Optional.ofNullable(tokens.get(id));
    if (token.isPresent()) {
      store.removeToken(id);
      tokens.remove(id);
    }
    return token;
  }

  /**
   * Exchanges a token for a certificate. The same key may ask again with the same token, because
   * the answer to its first request may have been lost; that is no further use.
   *
   * @param shown the token, with the authority's SHA-256 or without
   * @param csr PKCS#10, DER
   * @param wanted id; empty: one that is made here
   * @throws RefusedIdentityException in one line for people
   */
  public synchronized Enrolled enroll(String shown, byte[] csr, String wanted)
      throws RefusedIdentityException, IOException {
    long now = clock.millis();
    EnrollmentToken token = find(shown);
    PublicKey key = SigningRequest.key(csr);
    String keySha256 = Digests.sha256(key.getEncoded());
    IssuedCertificate earlier = earlier(token, keySha256);
    if (now >= token.expiresAtMs()) {
      throw new RefusedIdentityException("the token's time is over; ask for a new one");
    }
    if (earlier == null && token.usesLeft() <= 0) {
      throw new RefusedIdentityException("the token was used already; ask for a new one");
    }
    String name = earlier == null ? name(token, wanted, now) : earlier.name();
    if (earlier == null) {
      EnrollmentToken used = token.used();
      store.put(used);
      tokens.put(used.id(), used);
      if (!token.name().isEmpty()) {
        // Who enrolls again under its own id has lost its key: what it had is refused.
        revoke(name);
      }
    }
    prune();
    return issue(key, keySha256, name, token.role(), token.deployments(), token.id(), token.tags());
  }

  private EnrollmentToken find(String shown) throws RefusedIdentityException {
    int dot = shown.indexOf('.');
    byte[] hash =
        sha256(dot < 0 ? shown : shown.substring(0, dot)).getBytes(StandardCharsets.US_ASCII);
    EnrollmentToken found = null;
    for (EnrollmentToken token : tokens.values()) {
      if (MessageDigest.isEqual(hash, token.secretSha256().getBytes(StandardCharsets.US_ASCII))) {
        found = token;
      }
    }
    if (found == null) {
      throw new RefusedIdentityException("the token is not known; ask for a new one");
    }
    return found;
  }

  private @Nullable IssuedCertificate earlier(EnrollmentToken token, String keySha256) {
    return certificates.values().stream()
        .filter(each -> each.tokenId().equals(token.id()) && each.keySha256().equals(keySha256))
        .filter(each -> !each.revoked())
        .findFirst()
        .orElse(null);
  }

  private String name(EnrollmentToken token, String wanted, long now)
      throws RefusedIdentityException {
    if (!token.name().isEmpty() && !wanted.isEmpty() && !wanted.equals(token.name())) {
      throw new RefusedIdentityException("the token is for " + token.name() + " only");
    }
    String name = token.name().isEmpty() ? wanted : token.name();
    if (name.isEmpty()) {
      return token.role().label() + "-" + random();
    }
    if (refused.test(name)) {
      throw new RefusedIdentityException(
          name + " was revoked; forget it first, or enroll under another id");
    }
    Optional<IssuedCertificate> owner =
        certificates.values().stream()
            .filter(each -> each.name().equals(name) && each.isValid(now))
            .findFirst();
    if (owner.isPresent() && (token.name().isEmpty() || !owner.get().role().equals(token.role()))) {
      throw new RefusedIdentityException(
          name + " is enrolled already; revoke or forget it, or make a token for this id");
    }
    return name;
  }

  /**
   * The next certificate of an owner.
   *
   * @throws RefusedIdentityException in one line: the current one is refused, or the request is
   */
  public synchronized Enrolled renew(X509Certificate current, byte[] csr)
      throws RefusedIdentityException, IOException {
    IssuedCertificate owned = valid(current);
    PublicKey key = SigningRequest.key(csr);
    prune();
    return issue(
        key,
        Digests.sha256(key.getEncoded()),
        owned.name(),
        owned.role(),
        owned.deployments(),
        owned.tokenId(),
        Tags.NONE);
  }

  private Enrolled issue(
      PublicKey key,
      String keySha256,
      String name,
      Role role,
      Set<String> deployments,
      String tokenId,
      Tags tags)
      throws IOException {
    Instant now = clock.instant();
    X509Certificate certificate = authority.issue(key, name, role, now, now.plus(life));
    long expiresAtMs = certificate.getNotAfter().getTime();
    IssuedCertificate issued =
        new IssuedCertificate(
            serial(certificate),
            name,
            role,
            deployments,
            keySha256,
            tokenId,
            now.toEpochMilli(),
            expiresAtMs,
            false);
    store.put(issued);
    certificates.put(issued.serial(), issued);
    long renewAtMs = now.toEpochMilli() + (expiresAtMs - now.toEpochMilli()) * 2 / 3;
    return new Enrolled(certificate, issued, renewAtMs, tags);
  }

  @Override
  public Caller authenticate(X509Certificate certificate) throws RefusedIdentityException {
    IssuedCertificate issued = valid(certificate);
    return Caller.certificate(
        issued.name(), issued.role(), issued.deployments(), issued.expiresAtMs());
  }

  private IssuedCertificate valid(X509Certificate certificate) throws RefusedIdentityException {
    IssuedCertificate issued = certificates.get(serial(certificate));
    long now = clock.millis();
    if (certificate.getNotAfter().getTime() <= now) {
      throw new RefusedIdentityException(
          "the certificate expired on "
              + certificate.getNotAfter().toInstant()
              + "; enroll again with a new token");
    }
    if (issued == null) {
      throw new RefusedIdentityException("the certificate is not known here; enroll with a token");
    }
    if (issued.revoked() || refused.test(issued.name())) {
      throw new RefusedIdentityException(issued.name() + " was revoked");
    }
    return issued;
  }

  /**
   * Refuses every certificate of an id from now on; that is durable when this returns. It may
   * enroll again with a token.
   *
   * @return how many
   */
  public synchronized int revoke(String name) {
    int revoked = 0;
    for (IssuedCertificate each : List.copyOf(certificates.values())) {
      if (each.name().equals(name) && !each.revoked()) {
        IssuedCertificate none = each.refused();
        store.put(none);
        certificates.put(none.serial(), none);
        revoked++;
      }
    }
    return revoked;
  }

  /** Those that are accepted now, in no order. */
  public List<IssuedCertificate> certificates() {
    long now = clock.millis();
    return certificates.values().stream().filter(each -> each.isValid(now)).toList();
  }

  /** Drops what has expired: it is refused by its date alone. */
  private void prune() {
    long now = clock.millis();
    for (EnrollmentToken token : List.copyOf(tokens.values())) {
      if (now >= token.expiresAtMs()) {
        store.removeToken(token.id());
        tokens.remove(token.id());
      }
    }
    for (IssuedCertificate each : List.copyOf(certificates.values())) {
      if (now >= each.expiresAtMs()) {
        store.removeCertificate(each.serial());
        certificates.remove(each.serial());
      }
    }
  }

  private static String serial(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16);
  }

  private static String random() {
    byte[] bytes = new byte[5];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String sha256(String text) {
    return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
