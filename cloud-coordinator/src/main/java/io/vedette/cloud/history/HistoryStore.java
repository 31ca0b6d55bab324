package io.vedette.cloud.history;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Keeps rows, one under each key. */
public interface HistoryStore {

  /** The row of a slot; empty: there is none, or its place has another slot's. */
  Optional<HistoryRow> find(HistoryScope scope, Resolution resolution, long slotMs);

  /** The scopes that have rows, in no order. */
  List<KeptScope> scopes();

  /**
   * Stores rows and scopes, all together or none.
   *
   * @return completes when they are durable, exceptionally when the disk fails
   */
  CompletableFuture<Void> write(List<HistoryRow> rows, List<KeptScope> scopes);

  /** Removes a scope and all its rows; completes as a write does. */
  CompletableFuture<Void> remove(HistoryScope scope);
}
