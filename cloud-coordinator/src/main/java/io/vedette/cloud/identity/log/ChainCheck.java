package io.vedette.cloud.identity.log;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the hashes from row to row. */
final class ChainCheck {

  private final List<String> faults;
  private String hash;
  private boolean gap;
  private long checked;

  /**
   * @param before hash of the row before the first
   * @param faults gets a line for each fault
   */
  ChainCheck(String before, List<String> faults) {
    this.hash = before;
    this.faults = faults;
  }

  /** The next row; null: it is not there. */
  void row(long sequence, byte @Nullable [] row) {
    if (row == null) {
      if (!gap) {
        faults.add("entry " + sequence + " is missing");
      }
      gap = true;
      return;
    }
    checked++;
    try {
      AuditLogEntry entry = AuditLogRows.read(row);
      if (entry.sequence() != sequence) {
        faults.add("entry " + sequence + " has number " + entry.sequence());
      } else if (!gap && !hash.equals(entry.previous())) {
        // The next row holds the hash of the true one: which of the two was changed is not known.
        faults.add("entry " + (sequence - 1) + " or " + sequence + " was changed");
      }
    } catch (IOException e) {
      faults.add("entry " + sequence + " cannot be read");
    }
    gap = false;
    hash = AuditLogRows.hash(row);
  }

  String hash() {
    return hash;
  }

  long checked() {
    return checked;
  }
}
