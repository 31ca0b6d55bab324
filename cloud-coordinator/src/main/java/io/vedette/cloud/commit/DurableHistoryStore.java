package io.vedette.cloud.commit;

import io.vedette.cloud.history.HistoryCodec;
import io.vedette.cloud.history.HistoryRow;
import io.vedette.cloud.history.HistoryScope;
import io.vedette.cloud.history.HistoryStore;
import io.vedette.cloud.history.KeptScope;
import io.vedette.cloud.history.Resolution;
import io.vedette.cloud.store.Change;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.cloud.store.IgniteRecords;
import io.vedette.cloud.store.IgniteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Rows of the history on an Ignite node, written by a commit lane. */
public final class DurableHistoryStore implements HistoryStore {

  /** Removals in one write. */
  private static final int MAX_REMOVALS = 2_000;

  private final IgniteTable rows;
  private final IgniteRecords<KeptScope> scopes;
  private final CommitLane lane;

  public DurableHistoryStore(IgniteNode node, CommitLane lane) {
    this.rows = node.table("history");
    this.scopes =
        new IgniteRecords<>(
            node.table("history-scopes"), KeptScope.class, kept -> kept.scope().key());
    this.lane = lane;
  }

  @Override
  public Optional<HistoryRow> find(HistoryScope scope, Resolution resolution, long slotMs) {
    return Optional.ofNullable(rows.get(HistoryRow.key(scope, resolution, slotMs)))
        .flatMap(bytes -> HistoryCodec.read(scope, resolution, slotMs, bytes));
  }

  @Override
  public List<KeptScope> scopes() {
    return scopes.all();
  }

  @Override
  public CompletableFuture<Void> write(List<HistoryRow> added, List<KeptScope> touched) {
    List<Change> changes = new ArrayList<>();
    added.forEach(row -> changes.add(new Change(rows, row.key(), HistoryCodec.write(row))));
    touched.forEach(kept -> changes.add(scopes.change(kept)));
    return lane.submit(Priority.STATE, changes);
  }

  @Override
  public CompletableFuture<Void> remove(HistoryScope scope) {
    List<Change> changes = new ArrayList<>();
    changes.add(scopes.removal(scope.key()));
    for (String key : scope.rowKeys()) {
      if (rows.get(key) != null) {
        changes.add(new Change(rows, key, null));
      }
    }
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    for (int from = 0; from < changes.size(); from += MAX_REMOVALS) {
      writes.add(
          lane.submit(
              Priority.STATE,
              changes.subList(from, Math.min(changes.size(), from + MAX_REMOVALS))));
    }
    return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));
  }
}
