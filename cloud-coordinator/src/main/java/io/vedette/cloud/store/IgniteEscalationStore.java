package io.vedette.cloud.store;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.EscalationStore;
import java.util.Optional;
import java.util.function.Consumer;

/** Escalations on an Ignite node. */
public final class IgniteEscalationStore implements EscalationStore {

  private final IgniteRecords<AcceptedEscalation> records;

  public IgniteEscalationStore(IgniteNode node) {
    records =
        new IgniteRecords<>(
            node.table("escalations"), AcceptedEscalation.class, AcceptedEscalation::id);
  }

  @Override
  public void put(AcceptedEscalation escalation) {
    records.put(escalation);
  }

  @Override
  public Optional<AcceptedEscalation> find(String id) {
    return records.find(id);
  }

  @Override
  public void remove(String id) {
    records.remove(id);
  }

  @Override
  public void forEach(Consumer<AcceptedEscalation> action) {
    records.forEach(action);
  }
}
