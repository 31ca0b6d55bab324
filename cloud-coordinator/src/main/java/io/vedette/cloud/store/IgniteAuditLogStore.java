package io.vedette.cloud.store;

import io.vedette.cloud.identity.log.AuditLogStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of the audit log on an Ignite node, under their sequence numbers. */
public final class IgniteAuditLogStore implements AuditLogStore {

  private static final String SPAN = "span";

  private final IgniteNode node;
  private final IgniteTable table;

  public IgniteAuditLogStore(IgniteNode node) {
    this.node = node;
    this.table = node.table("audit-log");
  }

  @Override
  public Optional<Span> span() {
    byte[] stored = table.get(SPAN);
    if (stored == null) {
      return Optional.empty();
    }
    String[] parts = new String(stored, StandardCharsets.US_ASCII).split(" ", -1);
    return Optional.of(new Span(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]));
  }

  @Override
  public void append(Span span, byte[] row, long dropped) {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change(table, Long.toString(span.last()), row));
    if (dropped > 0) {
      changes.add(new Change(table, Long.toString(dropped), null));
    }
    String text = span.first() + " " + span.last() + " " + span.before();
    changes.add(new Change(table, SPAN, text.getBytes(StandardCharsets.US_ASCII)));
    node.write(changes);
  }

  @Override
  public byte @Nullable [] read(long sequence) {
    return table.get(Long.toString(sequence));
  }
}
