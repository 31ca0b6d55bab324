package io.vedette.cloud.rollout;

import io.vedette.cloud.machine.MachineStore;
import io.vedette.cloud.machine.RaisedAlarms;
import io.vedette.cloud.machine.StateMachines;
import io.vedette.cloud.machine.StateMachines.Performer;
import java.util.concurrent.Executor;

/** The state machines of rollouts, for tests outside the package: each task runs at once. */
public final class RolloutMachines {

  private RolloutMachines() {}

  public static StateMachines<Rollout, Member, RolloutEvent, RolloutEffect> of(
      MachineStore store, Performer<Rollout, RolloutEvent, RolloutEffect> performer) {
    return of(store, Runnable::run, performer);
  }

  static StateMachines<Rollout, Member, RolloutEvent, RolloutEffect> of(
      MachineStore store,
      Executor control,
      Performer<Rollout, RolloutEvent, RolloutEffect> performer) {
    return new StateMachines<>(
        RolloutStateMachine.of(RolloutConfig.unjudged()),
        Rollouts.FORM,
        store,
        control,
        new RaisedAlarms(),
        performer);
  }
}
