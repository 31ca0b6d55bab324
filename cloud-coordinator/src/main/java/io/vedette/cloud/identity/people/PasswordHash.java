package io.vedette.cloud.identity.people;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is stored: PBKDF2 with HMAC-SHA256 (RFC 8018, section 5.2), a salt of 16 bytes,
 * written as {@code pbkdf2-sha256$ROUNDS$SALT$HASH}, salt and hash in Base64.
 */
final class PasswordHash {

  /** As OWASP advises for HMAC-SHA256. */
  static final int ROUNDS = 600_000;

  static final int LEAST_LENGTH = 10;
  static final int MAX_LENGTH = 200;

  private static final int BITS = 256;
  private static final Pattern FORM =
      Pattern.compile("pbkdf2-sha256\\$(\\d{1,8})\\$([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+)");

  private final int rounds;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(int rounds, byte[] salt, byte[] hash) {
    this.rounds = rounds;
    this.salt = salt;
    this.hash = hash;
  }

  /** Hashes a password, with a salt of its own. */
  static PasswordHash of(String password, int rounds, SecureRandom random) {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    return new PasswordHash(rounds, salt, derive(password, salt, rounds));
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException when it is of another form
   */
  static PasswordHash parse(String written) {
    Matcher parts = FORM.matcher(written);
    if (!parts.matches()) {
      throw new IllegalArgumentException("a stored password hash is of an unknown form");
    }
    Base64.Decoder base64 = Base64.getDecoder();
    return new PasswordHash(
        Integer.parseInt(parts.group(1)),
        base64.decode(parts.group(2)),
        base64.decode(parts.group(3)));
  }

  /**
   * Refuses a password that is no good one.
   *
   * @throws IllegalArgumentException in one line
   */
  static void check(String name, String password) {
    if (password.length() < LEAST_LENGTH || password.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a password has " + LEAST_LENGTH + " to " + MAX_LENGTH + " characters");
    }
    if (password.equalsIgnoreCase(name) || password.chars().distinct().count() < 4) {
      throw new IllegalArgumentException("this password is too easy to guess; choose another one");
    }
  }

  boolean matches(String password) {
    return MessageDigest.isEqual(hash, derive(password, salt, rounds));
  }

  int rounds() {
    return rounds;
  }

  /** The form that is stored. */
  String written() {
    Base64.Encoder base64 = Base64.getEncoder();
    return "pbkdf2-sha256$"
        + rounds
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  private static byte[] derive(String password, byte[] salt, int rounds) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no PBKDF2 with HMAC-SHA256", e);
    } finally {
      spec.clearPassword();
    }
  }
}
