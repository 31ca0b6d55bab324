package io.vedette.cloud.commit;

import io.vedette.cloud.drift.DriftStore;
import io.vedette.cloud.store.Change;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.cloud.store.IgniteRecords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The state of watches for drift on an Ignite node, written by a commit lane. */
public final class DurableDriftStore implements DriftStore {

  private final IgniteRecords<Found> found;
  private final IgniteRecords<Row> rows;
  private final CommitLane lane;

  public DurableDriftStore(IgniteNode node, CommitLane lane) {
    this.found = new IgniteRecords<>(node.table("drifts"), Found.class, Found::deployment);
    this.rows = new IgniteRecords<>(node.table("drift-series"), Row.class, Row::key);
    this.lane = lane;
  }

  @Override
  public Optional<Found> found(String deployment) {
    return found.find(deployment);
  }

  @Override
  public List<Row> rows(String deployment) {
    List<Row> of = new ArrayList<>();
    rows.forEach(
        row -> {
          if (row.deployment().equals(deployment)) {
            of.add(row);
          }
        });
    return of;
  }

  @Override
  public CompletableFuture<Void> write(
      Found next, Collection<Row> changed, Collection<String> removed) {
    List<Change> changes = new ArrayList<>();
    removed.forEach(key -> changes.add(rows.removal(key)));
    changed.forEach(row -> changes.add(rows.change(row)));
    changes.add(found.change(next));
    return lane.submit(Priority.STATE, changes);
  }

  @Override
  public CompletableFuture<Void> forget(String deployment) {
    List<Change> changes = new ArrayList<>();
    rows(deployment).forEach(row -> changes.add(rows.removal(row.key())));
    changes.add(found.removal(deployment));
    return lane.submit(Priority.STATE, changes);
  }
}
