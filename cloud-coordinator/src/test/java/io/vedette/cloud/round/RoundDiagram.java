package io.vedette.cloud.round;

import java.util.Set;

/** Lets a test outside the package draw the table. */
public final class RoundDiagram {

  private RoundDiagram() {}

  public static String draw() {
    return RoundStateMachine.of(RoundConfig.defaults())
        .mermaid(Round.Phase.OPEN, Set.of(Round.Phase.AGGREGATED, Round.Phase.FAILED));
  }
}
