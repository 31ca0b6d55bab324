package io.vedette.cloud.feed;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Entries that last as long as the process. */
public final class InMemoryFeedStore implements FeedStore {

  private final Map<Long, FeedEntry> bySequence = new ConcurrentHashMap<>();

  @Override
  public CompletableFuture<Void> write(List<FeedEntry> added, List<Long> removed) {
    added.forEach(entry -> bySequence.put(entry.sequence(), entry));
    removed.forEach(bySequence::remove);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public List<FeedEntry> all() {
    return List.copyOf(bySequence.values());
  }
}
