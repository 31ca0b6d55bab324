package io.vedette.cloud.commit;

import io.vedette.cloud.review.Review;
import io.vedette.cloud.review.ReviewStore;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.cloud.store.IgniteRecords;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Reviews on an Ignite node, written by a commit lane. */
public final class DurableReviewStore implements ReviewStore {

  private final IgniteRecords<Review> records;
  private final CommitLane lane;

  public DurableReviewStore(IgniteNode node, CommitLane lane) {
    this.records = new IgniteRecords<>(node.table("reviews"), Review.class, Review::escalationId);
    this.lane = lane;
  }

  @Override
  public CompletableFuture<Void> put(Review review) {
    return lane.submit(Priority.VERDICT, List.of(records.change(review)));
  }

  @Override
  public CompletableFuture<Void> remove(Collection<String> escalationIds) {
    return lane.submit(Priority.STATE, escalationIds.stream().map(records::removal).toList());
  }

  @Override
  public Optional<Review> find(String escalationId) {
    return records.find(escalationId);
  }

  @Override
  public void forEach(Consumer<Review> action) {
    records.forEach(action);
  }
}
