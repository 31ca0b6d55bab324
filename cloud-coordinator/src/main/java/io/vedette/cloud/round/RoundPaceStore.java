package io.vedette.cloud.round;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Keeps the pace of each deployment's rounds. */
public interface RoundPaceStore {

  Optional<RoundPace> find(String deployment);

  /** Completes when it is durable. */
  CompletableFuture<Void> put(RoundPace pace);

  /** Completes when that is durable. */
  CompletableFuture<Void> remove(String deployment);
}
