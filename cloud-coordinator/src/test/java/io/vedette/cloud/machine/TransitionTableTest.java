package io.vedette.cloud.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TransitionTableTest {

  private enum Door {
    OPEN,
    SHUT,
    LOCKED
  }

  private record State(Door door, int keys) {
    State in(Door next) {
      return new State(next, keys);
    }
  }

  private sealed interface Event {}

  private record Push() implements Event {}

  private record Key(boolean fits) implements Event {}

  private static TransitionTable<State, Door, Event, String> table() {
    return new TransitionTable<>(State::door, State::in);
  }

  private static TransitionTable<State, Door, Event, String> door() {
    return table()
        .in(Door.OPEN)
        .on(Push.class, Door.SHUT, (s, e) -> Transition.to(s, "click"))
        .in(Door.SHUT)
        .on(Key.class, "it fits", (s, e) -> e.fits(), Door.LOCKED, (s, e) -> Transition.to(s))
        .stay(Key.class, (s, e) -> Transition.to(new State(s.door(), s.keys() + 1), "scratch"));
  }

  @Test
  void theFirstRowWhoseGuardHoldsCounts() {
    State shut = new State(Door.SHUT, 0);
    assertThat(door().step(shut, new Key(true)).state()).isEqualTo(new State(Door.LOCKED, 0));
    assertThat(door().step(shut, new Key(false)))
        .isEqualTo(Transition.to(new State(Door.SHUT, 1), "scratch"));
  }

  @Test
  void anEventWithoutARowChangesNothing() {
    State open = new State(Door.OPEN, 0);
    assertThat(door().step(open, new Key(true))).isEqualTo(new Transition<>(open, List.of()));
  }

  @Test
  void rowsWithoutAnEventFollowUntilNoneHolds() {
    TransitionTable<State, Door, Event, String> table =
        door()
            .in(Door.SHUT)
            .always(
                "no key yet",
                s -> s.keys() == 0,
                Door.SHUT,
                (s, e) -> Transition.to(new State(s.door(), 2), "keys come"))
            .always(
                "two keys", s -> s.keys() == 2, Door.LOCKED, (s, e) -> Transition.to(s, "lock"));
    assertThat(table.step(new State(Door.OPEN, 0), new Push()))
        .isEqualTo(Transition.to(new State(Door.LOCKED, 2), "click", "keys come", "lock"));
  }

  @Test
  void whatFollowsAStateThatIsNotWorthAWriteIsStored() {
    TransitionTable<State, Door, Event, String> table =
        table()
            .in(Door.OPEN)
            .stay(Push.class, (s, e) -> Transition.passing(new State(s.door(), s.keys() + 1)))
            .always("two", s -> s.keys() == 2, Door.SHUT, (s, e) -> Transition.to(s));
    assertThat(table.step(new State(Door.OPEN, 0), new Push()).stored()).isFalse();
    assertThat(table.step(new State(Door.OPEN, 1), new Push()).stored()).isTrue();
  }

  @Test
  void aTableThatNeverRestsIsAMistake() {
    TransitionTable<State, Door, Event, String> table =
        table()
            .in(Door.OPEN)
            .on(Push.class, Door.SHUT, (s, e) -> Transition.to(s))
            .in(Door.SHUT)
            .always("for ever", s -> true, Door.SHUT, (s, e) -> Transition.to(s));
    assertThatThrownBy(() -> table.step(new State(Door.OPEN, 0), new Push()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SHUT");
  }

  @Test
  void aRowBehindOneWithoutAGuardIsAMistake() {
    assertThatThrownBy(() -> door().in(Door.OPEN).stay(Push.class, (s, e) -> Transition.to(s)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theDiagramNamesEventsAndGuards() {
    assertThat(door().mermaid(Door.OPEN, java.util.Set.of(Door.LOCKED)))
        .isEqualTo(
            """
            stateDiagram-v2
              [*] --> OPEN
              OPEN --> SHUT: Push
              SHUT --> LOCKED: Key [it fits]
              LOCKED --> [*]
            """);
  }
}
