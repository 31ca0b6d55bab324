package io.vedette.cloud.round;

import io.vedette.cloud.machine.MachineStore;
import io.vedette.cloud.machine.RaisedAlarms;
import io.vedette.cloud.machine.StateMachines;
import io.vedette.cloud.machine.StateMachines.Performer;

/** The state machines of rounds, for tests outside the package: each task runs at once. */
public final class RoundMachines {

  private RoundMachines() {}

  public static StateMachines<Round, Participant, RoundEvent, RoundEffect> of(
      MachineStore store, Performer<Round, RoundEvent, RoundEffect> performer) {
    return new StateMachines<>(
        RoundStateMachine.of(RoundConfig.defaults()),
        Rounds.FORM,
        store,
        Runnable::run,
        new RaisedAlarms(),
        performer);
  }
}
