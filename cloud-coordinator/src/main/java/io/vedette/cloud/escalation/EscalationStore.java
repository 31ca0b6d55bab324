package io.vedette.cloud.escalation;

import java.util.Optional;
import java.util.function.Consumer;

/** Remembers escalations. What was put is durable; safe for use by several threads. */
public interface EscalationStore {

  void put(AcceptedEscalation escalation);

  Optional<AcceptedEscalation> find(String id);

  void remove(String id);

  /** Every escalation, in no order. */
  void forEach(Consumer<AcceptedEscalation> action);
}
