package io.vedette.cloud.escalation;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Questions about the accepted frames of one deployment. Safe for use by several threads. */
public final class DeploymentQueries {

  private final String deployment;
  private final EscalationIndex index;
  private final EscalationStore store;

  DeploymentQueries(String deployment, EscalationIndex index, EscalationStore store) {
    this.deployment = deployment;
    this.index = index;
    this.store = store;
  }

  /** The newest to train on, newest first. */
  public List<AcceptedEscalation> newestForTraining(int limit) {
    return found(index.newest(deployment, EscalationState.ANSWERED, limit));
  }

  /** The newest held-out ones, newest first: audits, or hard frames. */
  public List<AcceptedEscalation> newestHeldOut(boolean audits, int limit) {
    return found(index.newestHeldOut(deployment, audits, limit));
  }

  private List<AcceptedEscalation> found(List<String> ids) {
    return ids.stream().flatMap(id -> store.find(id).stream()).toList();
  }

  /**
   * Old and new frames to train on, chosen for their variety: at most {@code limit}.
   *
   * @param without frames that are trained on anyway
   */
  public List<AcceptedEscalation> rehearsal(List<AcceptedEscalation> without, int limit) {
    Set<String> ids = without.stream().map(AcceptedEscalation::id).collect(Collectors.toSet());
    return found(index.rehearsal(deployment, limit, ids));
  }

  /** How many with a verdict are there to train on. */
  public int trainingCount() {
    return index.count(deployment, EscalationState.ANSWERED);
  }

  /** How many with a verdict are held out: audits, or hard frames. */
  public int heldOutCount(boolean audits) {
    return index.heldOutCount(deployment, audits);
  }

  public EscalationCounts totals() {
    return index.totals(deployment);
  }
}
