package io.vedette.cloud.rollout;

import java.util.Set;

/** Lets a test outside the package draw the table. */
public final class RolloutDiagram {

  private RolloutDiagram() {}

  public static String draw() {
    return RolloutStateMachine.of(RolloutConfig.defaults())
        .mermaid(
            Rollout.Phase.CANARY,
            Set.of(Rollout.Phase.DONE, Rollout.Phase.ROLLED_BACK, Rollout.Phase.ABORTED));
  }
}
