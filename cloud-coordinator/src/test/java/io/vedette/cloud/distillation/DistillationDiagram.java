package io.vedette.cloud.distillation;

import java.util.Set;

/** Lets a test outside the package draw the table. */
public final class DistillationDiagram {

  private DistillationDiagram() {}

  public static String draw() {
    return DistillationStateMachine.of(DistillationConfig.defaults())
        .mermaid(
            Distillation.Phase.GATHERING,
            Set.of(Distillation.Phase.DONE, Distillation.Phase.FAILED));
  }
}
