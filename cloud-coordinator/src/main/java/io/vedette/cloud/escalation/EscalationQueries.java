package io.vedette.cloud.escalation;

import io.vedette.cloud.escalation.EscalationIndex.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Questions about accepted frames of all deployments and their verdicts. Safe for use by several
 * threads.
 */
public final class EscalationQueries {

  private final EscalationIndex index;
  private final EscalationStore store;

  EscalationQueries(EscalationIndex index, EscalationStore store) {
    this.index = index;
    this.store = store;
  }

  /** Questions about the frames of one deployment; it need not have any. */
  public DeploymentQueries of(String deployment) {
    return new DeploymentQueries(deployment, index, store);
  }

  public Optional<AcceptedEscalation> find(String id) {
    return store.find(id);
  }

  /** Every escalation that the store has, in no order. */
  public void forEach(Consumer<AcceptedEscalation> action) {
    store.forEach(action);
  }

  /** The newest with a verdict, newest first: the held-out ones, or those to train on. */
  public List<AcceptedEscalation> newestAnswered(boolean heldOut, int limit) {
    return newest(answered(heldOut), limit);
  }

  /** How many with a verdict are held out, or are there to train on. */
  public int answeredCount(boolean heldOut) {
    return index.count(answered(heldOut));
  }

  static Kind answered(boolean heldOut) {
    return heldOut ? Kind.HELD_OUT : Kind.TRAINING;
  }

  /** Frames that no teacher could answer, newest first. */
  public List<QuarantinedFrame> quarantine(int limit) {
    return newest(Kind.QUARANTINED, limit).stream().map(QuarantinedFrame::of).toList();
  }

  /** How many are in the quarantine. */
  public int quarantined() {
    return index.count(Kind.QUARANTINED);
  }

  private List<AcceptedEscalation> newest(Kind kind, int limit) {
    return index.newest(kind, limit).stream().flatMap(id -> store.find(id).stream()).toList();
  }

  public EscalationCounts totals() {
    return index.totals();
  }
}
