package io.vedette.cloud.identity.log;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The form in which entries are stored and exported: a line of JSON. The next entry holds the
 * SHA-256 of these bytes, so anybody can check an export without this program.
 */
public final class AuditLogRows {

  /** What the first entry has in place of a hash. */
  public static final String NOTHING_BEFORE = "0".repeat(64);

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private AuditLogRows() {}

  static byte[] write(AuditLogEntry entry) {
    try {
      return JSON.writeValueAsBytes(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a row.
   *
   * @throws IOException when it is none
   */
  static AuditLogEntry read(byte[] row) throws IOException {
    return JSON.readValue(row, AuditLogEntry.class);
  }

  /** SHA-256 of a row, 64 hex digits. */
  public static String hash(byte[] row) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(row));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
