package io.vedette.cloud.store;

import io.vedette.cloud.feed.FeedEntry;
import io.vedette.cloud.feed.FeedStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Entries of the feed on an Ignite node. */
public final class IgniteFeedStore implements FeedStore {

  private final IgniteRecords<FeedEntry> records;

  public IgniteFeedStore(IgniteNode node) {
    records =
        new IgniteRecords<>(
            node.table("events"), FeedEntry.class, entry -> Long.toString(entry.sequence()));
  }

  @Override
  public CompletableFuture<Void> write(List<FeedEntry> added, List<Long> removed) {
    added.forEach(records::put);
    removed.forEach(sequence -> records.remove(Long.toString(sequence)));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public List<FeedEntry> all() {
    return records.all();
  }
}
