package io.vedette.cloud.review;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Reviews that last as long as the process. */
public final class InMemoryReviewStore implements ReviewStore {

  private final Map<String, Review> byId = new ConcurrentHashMap<>();

  @Override
  public CompletableFuture<Void> put(Review review) {
    byId.put(review.escalationId(), review);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> remove(Collection<String> escalationIds) {
    byId.keySet().removeAll(escalationIds);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public Optional<Review> find(String escalationId) {
    return Optional.ofNullable(byId.get(escalationId));
  }

  @Override
  public void forEach(Consumer<Review> action) {
    byId.values().forEach(action);
  }
}
