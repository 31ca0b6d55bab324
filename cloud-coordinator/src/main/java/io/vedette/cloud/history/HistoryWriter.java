package io.vedette.cloud.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Writes rows behind, together, one write at a time; until a row is stored it is found here. What
 * could not be stored is written again. Safe for use by several threads.
 */
final class HistoryWriter implements HistoryReader.Rows {

  /** Rows in one write. */
  private static final int MAX_ROWS = 1_000;

  /** Rows that wait while the disk fails; of more, the oldest are lost. */
  private static final int MAX_WAITING = 20_000;

  private final HistoryStore store;
  private final Consumer<String> failed;
  private final LinkedHashMap<String, HistoryRow> waiting = new LinkedHashMap<>();
  private Map<String, HistoryRow> underWay = Map.of();
  private final Map<HistoryScope, KeptScope> scopes = new HashMap<>();
  private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);

  /**
   * @param failed told why a write failed; empty when one succeeded
   */
  HistoryWriter(HistoryStore store, Consumer<String> failed) {
    this.store = store;
    this.failed = failed;
  }

  synchronized void put(HistoryRow row) {
    waiting.remove(row.key());
    waiting.put(row.key(), row);
    scopes.put(row.scope(), new KeptScope(row.scope(), row.slotMs()));
    trim();
  }

  /** Nothing more of a scope is written. */
  synchronized void forget(HistoryScope scope) {
    scopes.remove(scope);
    waiting.values().removeIf(row -> row.scope().equals(scope));
  }

  private void trim() {
    for (Iterator<String> oldest = waiting.keySet().iterator(); waiting.size() > MAX_WAITING; ) {
      oldest.next();
      oldest.remove();
    }
  }

  @Override
  public Optional<HistoryRow> find(HistoryScope scope, Resolution resolution, long slotMs) {
    String key = HistoryRow.key(scope, resolution, slotMs);
    synchronized (this) {
      HistoryRow newest = waiting.getOrDefault(key, underWay.get(key));
      if (newest != null) {
        return Optional.of(newest).filter(row -> row.slotMs() == slotMs);
      }
    }
    return store.find(scope, resolution, slotMs);
  }

  /** Gives rows that wait to the store, unless the last write is still under way. */
  synchronized CompletableFuture<Void> flush() {
    if (!writing.isDone() || waiting.isEmpty()) {
      return writing;
    }
    Map<String, HistoryRow> taken = new LinkedHashMap<>();
    for (Iterator<Map.Entry<String, HistoryRow>> each = waiting.entrySet().iterator();
        each.hasNext() && taken.size() < MAX_ROWS; ) {
      Map.Entry<String, HistoryRow> row = each.next();
      taken.put(row.getKey(), row.getValue());
      each.remove();
    }
    underWay = taken;
    List<KeptScope> touched =
        taken.values().stream()
            .map(HistoryRow::scope)
            .distinct()
            .flatMap(scope -> Optional.ofNullable(scopes.get(scope)).stream())
            .toList();
    writing = write(new ArrayList<>(taken.values()), touched);
    return writing;
  }

  private CompletableFuture<Void> write(List<HistoryRow> rows, List<KeptScope> touched) {
    CompletableFuture<Void> write;
    try {
      write = store.write(rows, touched);
    } catch (RuntimeException e) {
      write = CompletableFuture.failedFuture(e);
    }
    return write.whenComplete(
        (stored, thrown) -> {
          if (thrown != null) {
            again(rows);
          }
          failed.accept(thrown == null ? "" : String.valueOf(thrown.getMessage()));
        });
  }

  /** Rows that were not stored wait again, before those that came since. */
  private synchronized void again(List<HistoryRow> rows) {
    Map<String, HistoryRow> since = new LinkedHashMap<>(waiting);
    waiting.clear();
    rows.forEach(row -> waiting.put(row.key(), row));
    since.forEach(
        (key, row) -> {
          waiting.remove(key);
          waiting.put(key, row);
        });
    trim();
  }
}
