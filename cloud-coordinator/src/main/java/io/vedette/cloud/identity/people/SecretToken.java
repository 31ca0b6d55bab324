package io.vedette.cloud.identity.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Random secrets that people and programs show. They are too long to guess: SHA-256 hides them. */
final class SecretToken {

  /** Begins the token of a session. */
  static final String SESSION = "vds_";

  /** Begins an API token. */
  static final String API = "vda_";

  private SecretToken() {}

  /** A prefix and 32 random bytes in Base64 for addresses. */
  static String random(String prefix, SecureRandom random) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** What is stored of a token, 64 hexadecimal characters. */
  static String hash(String token) {
    try {
      byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
