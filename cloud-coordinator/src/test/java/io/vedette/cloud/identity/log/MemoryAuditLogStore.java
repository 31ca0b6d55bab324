package io.vedette.cloud.identity.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows in memory that a test can change, and a disk that it can fill. */
final class MemoryAuditLogStore implements AuditLogStore {

  final Map<Long, byte[]> rows = new HashMap<>();
  boolean full;
  private @Nullable Span span;

  @Override
  public Optional<Span> span() {
    return Optional.ofNullable(span);
  }

  void cutTo(long last) {
    rows.keySet().removeIf(sequence -> sequence > last);
    Span before = span;
    if (before != null) {
      span = new Span(before.first(), last, before.before());
    }
  }

  @Override
  public void append(Span after, byte[] row, long dropped) {
    if (full) {
      throw new UncheckedIOException(new IOException("no space left on device"));
    }
    rows.put(after.last(), row);
    rows.remove(dropped);
    span = after;
  }

  @Override
  public byte @Nullable [] read(long sequence) {
    return rows.get(sequence);
  }
}
