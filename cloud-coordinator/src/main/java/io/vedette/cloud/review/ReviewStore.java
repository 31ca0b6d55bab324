package io.vedette.cloud.review;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Remembers reviews. A write is durable when its future completes, and it completes with an {@link
 * java.io.IOException} when the disk fails. Safe for use by several threads.
 */
public interface ReviewStore {

  CompletableFuture<Void> put(Review review);

  CompletableFuture<Void> remove(Collection<String> escalationIds);

  Optional<Review> find(String escalationId);

  /** Every review, in no order. */
  void forEach(Consumer<Review> action);
}
