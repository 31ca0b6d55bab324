package io.vedette.cloud.drift;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Keeps the state of watches as long as the process lives. */
final class InMemoryDriftStore implements DriftStore {

  final Map<String, Row> rows = new TreeMap<>();
  private final Map<String, Found> found = new HashMap<>();

  @Override
  public Optional<Found> found(String deployment) {
    return Optional.ofNullable(found.get(deployment));
  }

  @Override
  public List<Row> rows(String deployment) {
    return rows.values().stream().filter(row -> row.deployment().equals(deployment)).toList();
  }

  @Override
  public CompletableFuture<Void> write(
      Found next, Collection<Row> changed, Collection<String> removed) {
    removed.forEach(rows::remove);
    changed.forEach(row -> rows.put(row.key(), row));
    found.put(next.deployment(), next);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> forget(String deployment) {
    rows.values().removeIf(row -> row.deployment().equals(deployment));
    found.remove(deployment);
    return CompletableFuture.completedFuture(null);
  }
}
