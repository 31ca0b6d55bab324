package io.vedette.cloud.identity.log;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a flood of refused or failed calls from filling the log: the first ones of a kind are
 * entries of their own, the others of the same minute are one entry with their number. A kind is
 * who, address, method and outcome. Not safe for use by several threads.
 */
final class RepeatedRefusals {

  /** Of a kind within {@link #WINDOW_MS}, entries of their own. */
  static final int ALONE = 5;

  static final long WINDOW_MS = 60_000;

  /** Kinds beyond this within a window share one. */
  static final int MAX_KINDS = 1_000;

  private static final String OTHERS = "";

  private static final class Seen {
    final long sinceMs;
    int alone;
    int more;
    AuditLogEntry latest;

    Seen(AuditLogEntry first) {
      this.sinceMs = first.atMs();
      this.latest = first;
    }
  }

  private final Map<String, Seen> kinds = new LinkedHashMap<>();

  /** The entry to write at once; empty: it is counted. */
  Optional<AuditLogEntry> add(AuditLogEntry refused) {
    String kind =
        String.join("\n", refused.who(), refused.address(), refused.method(), refused.outcome());
    boolean full = kinds.size() >= MAX_KINDS && !kinds.containsKey(kind);
    Seen seen = kinds.computeIfAbsent(full ? OTHERS : kind, k -> new Seen(refused));
    if (seen.alone < ALONE) {
      seen.alone++;
      return Optional.of(refused);
    }
    seen.more++;
    seen.latest = refused;
    return Optional.empty();
  }

  /** Entries of the windows that have ended, for those that were counted. */
  List<AuditLogEntry> ended(long nowMs) {
    List<AuditLogEntry> counted = new ArrayList<>();
    Iterator<Seen> all = kinds.values().iterator();
    while (all.hasNext()) {
      Seen seen = all.next();
      // A clock that was set back ends the window, too.
      if (nowMs - seen.sinceMs >= WINDOW_MS || nowMs < seen.sinceMs) {
        all.remove();
        if (seen.more > 0) {
          counted.add(seen.latest.repeated(seen.more));
        }
      }
    }
    return counted;
  }
}
