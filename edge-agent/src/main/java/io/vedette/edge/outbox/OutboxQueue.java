package io.vedette.edge.outbox;

import io.vedette.edge.escalate.Escalation;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which records wait, who of them goes up first, and who goes first when there is no room. */
final class OutboxQueue {

  private static final Comparator<Entry> UPLOAD_ORDER =
      Comparator.comparing((Entry e) -> !e.audit)
          .thenComparing(e -> -e.hardness)
          .thenComparing(e -> e.number);

  private static final Comparator<Entry> EVICTION_ORDER =
      Comparator.comparing((Entry e) -> e.audit)
          .thenComparing(e -> e.hardness)
          .thenComparing(e -> e.number);

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long bytes;

  /**
   * One record on disk.
   *
   * @param number counts up from the first that was ever taken in
   * @param size bytes
   * @param bornNanos when it was taken in, on the outbox's clock
   */
  record Entry(
      String id, long number, Path file, long size, float hardness, boolean audit, long bornNanos) {

    static Entry of(Escalation escalation, long number, Path file, long size, long bornNanos) {
      return new Entry(
          escalation.id(),
          number,
          file,
          size,
          escalation.hardness(),
          escalation.audit(),
          bornNanos);
    }
  }

  void add(Entry entry) {
    entries.put(entry.id, entry);
    bytes += entry.size;
  }

  void remove(Entry entry) {
    if (entries.remove(entry.id) != null) {
      bytes -= entry.size;
    }
  }

  @Nullable Entry get(String id) {
    return entries.get(id);
  }

  /** What must go before a newcomer does; empty when that is itself the easiest. */
  Optional<Entry> easierThan(Entry newcomer) {
    return entries.values().stream()
        .min(EVICTION_ORDER)
        .filter(easiest -> EVICTION_ORDER.compare(easiest, newcomer) < 0);
  }

  List<Entry> bornBefore(long nanos) {
    return entries.values().stream().filter(e -> e.bornNanos - nanos < 0).toList();
  }

  List<Entry> inUploadOrder() {
    return entries.values().stream().sorted(UPLOAD_ORDER).toList();
  }

  Collection<String> ids() {
    return List.copyOf(entries.keySet());
  }

  int size() {
    return entries.size();
  }

  long bytes() {
    return bytes;
  }
}
