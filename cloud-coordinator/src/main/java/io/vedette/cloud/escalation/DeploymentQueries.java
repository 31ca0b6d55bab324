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

  /** The newest with a verdict, newest first: the held-out ones, or those to train on. */
  public List<AcceptedEscalation> newestAnswered(boolean heldOut, int limit) {
    return index.newest(deployment, EscalationQueries.answered(heldOut), limit).stream()
        .flatMap(id -> store.find(id).stream())
        .toList();
  }

  /**
   * Old and new frames to train on, chosen for their variety: at most {@code limit}.
   *
   * @param without frames that are trained on anyway
   */
  public List<AcceptedEscalation> rehearsal(List<AcceptedEscalation> without, int limit) {
    Set<String> ids = without.stream().map(AcceptedEscalation::id).collect(Collectors.toSet());
    return index.rehearsal(deployment, limit, ids).stream()
        .flatMap(id -> store.find(id).stream())
        .toList();
  }

  /** How many with a verdict are held out, or are there to train on. */
  public int answeredCount(boolean heldOut) {
    return index.count(deployment, EscalationQueries.answered(heldOut));
  }

  public EscalationCounts totals() {
    return index.totals(deployment);
  }
}
