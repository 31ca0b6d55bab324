package io.vedette.cloud.commit;

import io.vedette.cloud.feed.FeedEntry;
import io.vedette.cloud.feed.FeedStore;
import io.vedette.cloud.store.Change;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.cloud.store.IgniteRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Entries of the feed on an Ignite node, written by a commit lane. */
public final class DurableFeedStore implements FeedStore {

  private final IgniteRecords<FeedEntry> records;
  private final Supplier<? extends CommitLane> lane;

  /**
   * @param lane asked for with each write: the lane itself tells the feed when the disk fails, so
   *     the feed is made before it
   */
  public DurableFeedStore(IgniteNode node, Supplier<? extends CommitLane> lane) {
    this.records =
        new IgniteRecords<>(node.table("events"), FeedEntry.class, DurableFeedStore::key);
    this.lane = lane;
  }

  private static String key(FeedEntry entry) {
    return Long.toString(entry.sequence());
  }

  @Override
  public CompletableFuture<Void> write(List<FeedEntry> added, List<Long> removed) {
    List<Change> changes = new ArrayList<>();
    added.forEach(entry -> changes.add(records.change(entry)));
    removed.forEach(sequence -> changes.add(records.removal(Long.toString(sequence))));
    return lane.get().submit(Priority.STATE, changes);
  }

  @Override
  public List<FeedEntry> all() {
    return records.all();
  }
}
