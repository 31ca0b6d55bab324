package io.vedette.cloud.identity.people;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords (RFC 6238): six digits that change every 30 seconds, HMAC-SHA1, as
 * every authenticator app makes them.
 */
final class TimeBasedCode {

  static final int DIGITS = 6;

  private static final int STEP_MS = 30_000;

  /** Clocks of phones may differ by so many steps. */
  private static final int SKEW = 1;

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private TimeBasedCode() {}

  /** A new secret of 20 bytes, Base32: 32 characters. */
  static String secret(SecureRandom random) {
    byte[] secret = new byte[20];
    random.nextBytes(secret);
    return base32(secret);
  }

  /** What an authenticator app reads, often as a QR code. */
  static String uri(String user, String secret) {
    return "otpauth://totp/Vedette:" + user + "?secret=" + secret + "&issuer=Vedette";
  }

  /**
   * The step of a code that is right now.
   *
   * @param lastStep codes of this step and earlier ones were used up
   * @return empty when it is wrong, or was used before
   */
  static OptionalLong step(String secret, String code, long nowMs, long lastStep) {
    byte[] key = bytes(secret);
    long now = nowMs / STEP_MS;
    for (long step = now - SKEW; step <= now + SKEW; step++) {
      byte[] right = code(key, step, "HmacSHA1", DIGITS).getBytes(StandardCharsets.US_ASCII);
      if (step > lastStep && MessageDigest.isEqual(right, code.getBytes(StandardCharsets.UTF_8))) {
        return OptionalLong.of(step);
      }
    }
    return OptionalLong.empty();
  }

  /** The code of a step (RFC 4226, section 5.3). */
  static String code(byte[] key, long step, String algorithm, int digits) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
      String text = Integer.toString(number % POWERS[digits]);
      return "0".repeat(digits - text.length()) + text;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }

  static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte each : bytes) {
      held = held << 8 | (each & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt(held >> bits & 31));
      }
      held &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(BASE32.charAt(held << (5 - bits) & 31));
    }
    return text.toString();
  }

  private static byte[] bytes(String base32) {
    ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
    int held = 0;
    int bits = 0;
    for (char each : base32.toCharArray()) {
      held = held << 5 | BASE32.indexOf(each);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (held >> bits));
        held &= (1 << bits) - 1;
      }
    }
    return bytes.array();
  }
}
