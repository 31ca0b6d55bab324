package io.vedette.edge.outbox;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The waiting records, in the order of upload and of eviction. */
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
   * @param number counts from 1 over all records ever put
   * @param size bytes
   * @param putNanos when it was put, on the outbox's clock
   */
  record Entry(
      WaitingFrame frame,
      long number,
      Path file,
      long size,
      float hardness,
      boolean audit,
      long putNanos) {

    String id() {
      return frame.id();
    }

    static Entry of(Escalation escalation, long number, Path file, long size, long putNanos) {
      return new Entry(
          new WaitingFrame(escalation.id(), escalation.source().cameraId()),
          number,
          file,
          size,
          escalation.cause().hardness(),
          escalation.cause().audit(),
          putNanos);
    }
  }

  void add(Entry entry) {
    entries.put(entry.id(), entry);
    bytes += entry.size;
  }

  void remove(Entry entry) {
    if (entries.remove(entry.id()) != null) {
      bytes -= entry.size;
    }
  }

  @Nullable Entry get(String id) {
    return entries.get(id);
  }

  /** The first to be evicted for a new record; empty when that is the first itself. */
  Optional<Entry> firstToEvict(Entry newcomer) {
    return entries.values().stream()
        .min(EVICTION_ORDER)
        .filter(first -> EVICTION_ORDER.compare(first, newcomer) < 0);
  }

  List<Entry> putBefore(long nanos) {
    return entries.values().stream().filter(e -> e.putNanos - nanos < 0).toList();
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
