package io.vedette.cloud.escalation;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Escalations that last as long as the process. */
public final class InMemoryEscalationStore implements EscalationStore {

  private final Map<String, AcceptedEscalation> byId = new ConcurrentHashMap<>();

  @Override
  public void put(AcceptedEscalation escalation) {
    byId.put(escalation.id(), escalation);
  }

  @Override
  public Optional<AcceptedEscalation> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public void remove(String id) {
    byId.remove(id);
  }

  @Override
  public void forEach(Consumer<AcceptedEscalation> action) {
    byId.values().forEach(action);
  }
}
