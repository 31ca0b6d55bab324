package io.vedette.cloud.commit;

import io.vedette.cloud.store.Change;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Makes changes durable, many of them with one sync of the disk. Safe for use by several threads.
 */
public interface CommitLane {

  /**
   * Hands changes in. They become durable together or not at all, and changes of one priority in
   * the order in which they were handed in.
   *
   * @return completes when they are durable, on the lane's thread: who continues there must return
   *     at once. Completes with an {@link java.io.IOException} when the disk fails, or when the
   *     lane is full or closed
   */
  CompletableFuture<Void> submit(Priority priority, List<Change> changes);
}
