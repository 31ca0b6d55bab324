package io.vedette.cloud.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateMachinesTest {

  private enum Phase {
    COUNTING
  }

  private record Counter(String id, Phase phase, int count) {
    Counter in(Phase next) {
      return new Counter(id, next, count);
    }
  }

  private sealed interface Event {}

  /** Adds to the count; each effect is a word. */
  private record Add(int number, List<String> words) implements Event {}

  private final List<String> done = new ArrayList<>();
  private final List<Counter> stored = new ArrayList<>();

  private final StateMachines<Counter, Event, String> machines =
      new StateMachines<>(
          new TransitionTable<Counter, Phase, Event, String>(Counter::phase, Counter::in)
              .in(Phase.COUNTING)
              .stay(
                  Add.class,
                  (c, e) ->
                      new Transition<>(
                          new Counter(c.id(), c.phase(), c.count() + e.number()), e.words())),
          Counter::id,
          stored::add,
          this::perform);

  private void perform(Counter counter, String word) {
    done.add(counter.id() + counter.count() + " " + word);
    if (word.equals("post")) {
      machines.post("x", new Add(10, List.of("posted")));
    }
    if (word.endsWith("bad")) {
      throw new IllegalStateException(word);
    }
  }

  @BeforeEach
  void twoCounters() {
    machines.create(new Counter("x", Phase.COUNTING, 0));
    machines.create(new Counter("y", Phase.COUNTING, 0));
  }

  @Test
  void aStateIsStoredBeforeItsEffects() {
    machines.post("x", new Add(1, List.of("a")));
    assertThat(stored).last().isEqualTo(new Counter("x", Phase.COUNTING, 1));
    assertThat(done).containsExactly("x1 a");
  }

  @Test
  void anEventOfAnEffectComesAfterTheOtherEffects() {
    machines.post("x", new Add(1, List.of("post", "b")));
    assertThat(done).containsExactly("x1 post", "x1 b", "x11 posted");
  }

  @Test
  void anEffectThatFailsKeepsNoOtherAndNoEventFromBeingDone() {
    assertThatThrownBy(() -> machines.post("x", new Add(1, List.of("post", "bad", "b", "too bad"))))
        .hasMessage("bad")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(done).containsExactly("x1 post", "x1 bad", "x1 b", "x1 too bad", "x11 posted");

    machines.post("x", new Add(1, List.of("after")));
    assertThat(done).last().isEqualTo("x12 after");
  }

  @Test
  void aMachineThatFailsKeepsNoOtherFromItsEvent() {
    assertThatThrownBy(() -> machines.postAll(new Add(1, List.of("bad")))).hasMessage("bad");
    assertThat(done).containsExactly("x1 bad", "y1 bad");
  }

  @Test
  void theNewestComeFirst() {
    assertThat(machines.newest(1)).extracting(Counter::id).containsExactly("y");
    assertThat(machines.all()).extracting(Counter::id).containsExactly("x", "y");
    machines.post("unknown", new Add(1, List.of("a")));
    assertThat(done).isEmpty();
  }
}
