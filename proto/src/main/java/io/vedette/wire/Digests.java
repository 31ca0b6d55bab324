package io.vedette.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal: the name of every stored file. */
public final class Digests {

  /** Digested to have it compiled, bytes in so many pieces. */
  private static final int WARM_UP_BYTES = 4_096;

  private static final int WARM_UP_PIECES = 8_000;

  private Digests() {}

  /**
   * Has digesting compiled now, in a fraction of a second. Only compiled code uses the processor's
   * instructions for SHA-256, which make it ten times as fast; in a process that starts under load,
   * the Java machine comes to that after a minute.
   */
  public static void warmUp() {
    byte[] piece = new byte[WARM_UP_BYTES];
    MessageDigest digest = newDigest();
    for (int i = 0; i < WARM_UP_PIECES; i++) {
      digest.update(piece);
    }
    digest.digest();
  }

  public static String sha256(Path file) throws IOException {
    MessageDigest digest = newDigest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(newDigest().digest(bytes));
  }

  /** The first 12 characters, for messages. */
  public static String brief(String sha256) {
    return sha256.substring(0, Math.min(12, sha256.length()));
  }

  /** For content that arrives in pieces. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
