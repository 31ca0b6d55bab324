package io.vedette.cloud.feed;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Remembers entries. */
public interface FeedStore {

  /** Keeps nothing. */
  FeedStore NONE =
      new FeedStore() {
        @Override
        public CompletableFuture<Void> write(List<FeedEntry> added, List<Long> removed) {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public List<FeedEntry> all() {
          return List.of();
        }
      };

  /**
   * Stores some entries and removes others, all together or none.
   *
   * @param removed sequence numbers; unknown ones are ignored
   * @return completes when it is durable, exceptionally when the disk fails
   */
  CompletableFuture<Void> write(List<FeedEntry> added, List<Long> removed);

  /** In no order. */
  List<FeedEntry> all();
}
