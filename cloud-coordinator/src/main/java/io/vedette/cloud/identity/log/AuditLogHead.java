package io.vedette.cloud.identity.log;

import java.nio.charset.StandardCharsets;

/**
 * Where the log ends. It is signed and kept apart from the rows, so that a cut at their end is
 * found.
 *
 * @param last sequence number of the newest entry; 0: none
 * @param hash of its row
 */
record AuditLogHead(long last, String hash) {

  static final AuditLogHead EMPTY = new AuditLogHead(0, AuditLogRows.NOTHING_BEFORE);

  /** What is signed. The first words keep the signature from being used for anything else. */
  byte[] signedBytes() {
    return ("vedette audit log head\n" + last + "\n" + hash).getBytes(StandardCharsets.UTF_8);
  }
}
