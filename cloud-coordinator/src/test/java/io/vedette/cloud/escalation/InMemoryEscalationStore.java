package io.vedette.cloud.escalation;

import io.vedette.cloud.frame.FrameLocation;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Escalations that last as long as the process; their pictures are counted and not kept. */
public final class InMemoryEscalationStore implements EscalationStore {

  private final Map<String, AcceptedEscalation> byId = new ConcurrentHashMap<>();
  private final AtomicLong pictures = new AtomicLong();

  @Override
  public CompletableFuture<AcceptedEscalation> accept(AcceptedEscalation escalation, byte[] jpeg) {
    AcceptedEscalation stored =
        escalation.at(new FrameLocation(1, pictures.incrementAndGet(), jpeg.length));
    byId.put(escalation.id(), stored);
    return CompletableFuture.completedFuture(stored);
  }

  @Override
  public CompletableFuture<Void> settle(AcceptedEscalation escalation) {
    byId.put(escalation.id(), escalation);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> remove(Collection<String> ids) {
    byId.keySet().removeAll(ids);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public Optional<AcceptedEscalation> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public void forEach(Consumer<AcceptedEscalation> action) {
    byId.values().forEach(action);
  }
}
