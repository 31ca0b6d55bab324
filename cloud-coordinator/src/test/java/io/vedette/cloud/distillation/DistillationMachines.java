package io.vedette.cloud.distillation;

import io.vedette.cloud.machine.MachineForm.NoRow;
import io.vedette.cloud.machine.MachineStore;
import io.vedette.cloud.machine.RaisedAlarms;
import io.vedette.cloud.machine.StateMachines;
import io.vedette.cloud.machine.StateMachines.Performer;

/** The state machines of distillations, for tests outside the package: each task runs at once. */
public final class DistillationMachines {

  private DistillationMachines() {}

  public static StateMachines<Distillation, NoRow, DistillationEvent, DistillationEffect> of(
      MachineStore store,
      Performer<Distillation, DistillationEvent, DistillationEffect> performer) {
    return new StateMachines<>(
        DistillationStateMachine.of(DistillationConfig.defaults()),
        Distillations.FORM,
        store,
        Runnable::run,
        new RaisedAlarms(),
        performer);
  }
}
