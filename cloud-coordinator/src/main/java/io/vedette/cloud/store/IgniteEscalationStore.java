package io.vedette.cloud.store;

import io.vedette.cloud.escalation.Escalation;
import io.vedette.cloud.escalation.EscalationStore;
import java.util.Optional;
import java.util.function.Consumer;

/** Escalations on an Ignite node. */
public final class IgniteEscalationStore implements EscalationStore {

  private final IgniteRecords<Escalation> records;

  public IgniteEscalationStore(IgniteNode node) {
    records = new IgniteRecords<>(node.table("escalations"), Escalation.class, Escalation::id);
  }

  @Override
  public void put(Escalation escalation) {
    records.put(escalation);
  }

  @Override
  public Optional<Escalation> find(String id) {
    return records.find(id);
  }

  @Override
  public void remove(String id) {
    records.remove(id);
  }

  @Override
  public void forEach(Consumer<Escalation> action) {
    records.forEach(action);
  }
}
