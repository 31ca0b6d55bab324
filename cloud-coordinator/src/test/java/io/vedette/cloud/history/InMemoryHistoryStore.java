package io.vedette.cloud.history;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Rows that last as long as the process; as bytes, so that they go through their stored form. */
public final class InMemoryHistoryStore implements HistoryStore {

  private final Map<String, byte[]> rows = new HashMap<>();
  private final Map<String, KeptScope> scopes = new HashMap<>();

  /** Whether writes fail. */
  boolean broken;

  @Override
  public synchronized Optional<HistoryRow> find(
      HistoryScope scope, Resolution resolution, long slotMs) {
    return Optional.ofNullable(rows.get(HistoryRow.key(scope, resolution, slotMs)))
        .flatMap(bytes -> HistoryCodec.read(scope, resolution, slotMs, bytes));
  }

  @Override
  public synchronized List<KeptScope> scopes() {
    return List.copyOf(scopes.values());
  }

  @Override
  public synchronized CompletableFuture<Void> write(List<HistoryRow> added, List<KeptScope> kept) {
    if (broken) {
      return CompletableFuture.failedFuture(new IOException("no space left"));
    }
    added.forEach(row -> rows.put(row.key(), HistoryCodec.write(row)));
    kept.forEach(scope -> scopes.put(scope.scope().key(), scope));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized CompletableFuture<Void> remove(HistoryScope scope) {
    scope.rowKeys().forEach(rows::remove);
    scopes.remove(scope.key());
    return CompletableFuture.completedFuture(null);
  }

  synchronized int rowCount() {
    return rows.size();
  }

  synchronized long bytes() {
    return rows.values().stream().mapToLong(row -> row.length).sum();
  }
}
