package io.vedette.edge.escalate;

import org.jspecify.annotations.Nullable;

/**
 * What a deployment names, and what of it the agent follows.
 *
 * @param named by the deployment
 * @param followed the newest that the agent could follow; null: none yet
 */
public record NamedEscalation(EscalationSettings named, @Nullable EscalationSettings followed) {

  /**
   * The deployment names settings; those that the agent cannot follow change nothing.
   *
   * @param before what it named until now; null: nothing
   */
  public static NamedEscalation of(EscalationSettings named, @Nullable NamedEscalation before) {
    boolean possible = named.refusal().isEmpty();
    return new NamedEscalation(named, possible ? named : before == null ? null : before.followed());
  }

  /** Why the agent does not follow what is named; empty: it does. */
  String refused() {
    return named.refusal();
  }
}
