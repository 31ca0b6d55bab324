package io.vedette.cloud.machine;

import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Where state machines live.
 *
 * @param idPrefix what the ids of machines begin with: "" or "boards-"
 * @param stores the store of a kind by its name
 * @param control runs tasks on the control loop
 * @param background for what is slow
 * @param alarms told when a write or an effect fails
 */
public record MachineHost(
    String idPrefix,
    Function<String, MachineStore> stores,
    Executor control,
    BackgroundWork background,
    AlarmListener alarms) {

  /**
   * The machines of one kind.
   *
   * @param name of the kind, as in "rollouts"
   */
  public <S, R extends Row, E, F> StateMachines<S, R, E, F> machines(
      TransitionTable<S, ?, E, F> table,
      MachineForm<S, R, F> form,
      String name,
      StateMachines.Performer<S, E, F> performer) {
    AlarmListener named =
        new AlarmListener() {
          @Override
          public void raised(String id, String text) {
            alarms.raised(idPrefix + name + "-" + id, idPrefix + name + ": " + text);
          }

          @Override
          public void cleared(String id) {
            alarms.cleared(idPrefix + name + "-" + id);
          }
        };
    return new StateMachines<>(table, form, stores.apply(name), control, named, performer);
  }
}
