package io.vedette.cloud.escalation;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Remembers escalations. A write is durable when its future completes, and it completes with an
 * {@link java.io.IOException} when the disk fails; nobody waits for it under a lock. Safe for use
 * by several threads.
 */
public interface EscalationStore {

  /**
   * Stores a frame that waits for a teacher, with its picture.
   *
   * @return the escalation with the place of its picture
   */
  CompletableFuture<AcceptedEscalation> accept(AcceptedEscalation escalation, byte[] jpeg);

  /** Stores what became of a frame. */
  CompletableFuture<Void> settle(AcceptedEscalation escalation);

  CompletableFuture<Void> remove(Collection<String> ids);

  Optional<AcceptedEscalation> find(String id);

  /** Every escalation, in no order. */
  void forEach(Consumer<AcceptedEscalation> action);
}
