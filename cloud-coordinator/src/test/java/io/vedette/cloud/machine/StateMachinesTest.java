package io.vedette.cloud.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateMachinesTest {

  private enum Phase {
    COUNTING,
    ENDED
  }

  /** A row that counts as even or odd. */
  private record Tally(String key, int count) implements Row {
    @Override
    public Object group() {
      return count % 2 == 0 ? "even" : "odd";
    }
  }

  private record Counter(String id, Phase phase, int count, Rows<Tally> rows) {
    Counter in(Phase next) {
      return new Counter(id, next, count, rows);
    }

    Counter with(Rows<Tally> next) {
      return new Counter(id, phase, count, next);
    }
  }

  private sealed interface Event {}

  /** Adds to the count; each effect is a word. */
  private record Add(int number, List<String> words) implements Event {}

  /** Adds to a row. */
  private record AddTo(String row, int number, List<String> words) implements Event {}

  private record Passing(int number) implements Event {}

  private record End() implements Event {}

  private sealed interface Effect {
    Optional<String> row();
  }

  private record Say(String row0, String word) implements Effect {
    @Override
    public Optional<String> row() {
      return Optional.of(row0).filter(row -> !row.isEmpty());
    }
  }

  private static final TransitionTable<Counter, Phase, Event, Effect> TABLE =
      new TransitionTable<Counter, Phase, Event, Effect>(Counter::phase, Counter::in)
          .in(Phase.COUNTING)
          .stay(
              Add.class,
              (c, e) ->
                  new Transition<>(
                      new Counter(c.id(), c.phase(), c.count() + e.number(), c.rows()),
                      says("", e.words())))
          .stay(
              AddTo.class,
              (c, e) ->
                  new Transition<>(
                      c.with(
                          c.rows()
                              .with(
                                  new Tally(
                                      e.row(),
                                      c.rows().find(e.row()).map(Tally::count).orElse(0)
                                          + e.number()))),
                      says(e.row(), e.words())))
          .stay(
              Passing.class,
              (c, e) ->
                  Transition.passing(
                      new Counter(c.id(), c.phase(), c.count() + e.number(), c.rows())))
          .on(End.class, Phase.ENDED, (c, e) -> Transition.to(c));

  private static List<Effect> says(String row, List<String> words) {
    return words.stream().<Effect>map(word -> new Say(row, word)).toList();
  }

  private static final MachineForm<Counter, Tally, Effect> FORM =
      new MachineForm<>(
          Counter.class,
          Tally.class,
          Effect.class,
          Counter::id,
          c -> c.phase() == Phase.COUNTING,
          Counter::rows,
          Counter::with,
          Effect::row,
          1);

  private final InMemoryMachineStore store = new InMemoryMachineStore();
  private final List<String> done = new ArrayList<>();
  private final RaisedAlarms alarms = new RaisedAlarms();
  private final List<RunningEffect<Event>> underWay = new ArrayList<>();
  private Predicate<String> fails = word -> word.startsWith("bad");
  private StateMachines<Counter, Tally, Event, Effect> machines = machines();

  private StateMachines<Counter, Tally, Event, Effect> machines() {
    return new StateMachines<>(TABLE, FORM, store, Runnable::run, alarms, this::perform);
  }

  private boolean perform(Counter counter, Effect effect, RunningEffect<Event> running) {
    String word = ((Say) effect).word();
    done.add(counter.id() + counter.count() + " " + word);
    if (word.equals("post")) {
      running.post(new Add(10, List.of("posted")));
    }
    if (fails.test(word)) {
      throw new IllegalStateException(word);
    }
    if (word.equals("slow")) {
      underWay.add(running);
      return false;
    }
    return true;
  }

  private static Add add(int number, String... words) {
    return new Add(number, List.of(words));
  }

  private static AddTo addTo(String row, int number, String... words) {
    return new AddTo(row, number, List.of(words));
  }

  private Counter counter(String id) {
    return machines.find(id).orElseThrow();
  }

  /** What was not acknowledged on the disk is done again. */
  private void kill() {
    store.revive();
    done.clear();
    machines = machines();
    machines.resume();
  }

  @BeforeEach
  void twoCounters() {
    for (String id : List.of("x", "y")) {
      machines.create(n -> new Counter(id, Phase.COUNTING, 0, Rows.none()), add(0));
    }
  }

  @Test
  void aStepIsDurableBeforeItsEffects() {
    store.killAfter(0);
    machines.post("x", add(1, "a"));
    assertThat(counter("x").count()).isEqualTo(1);
    assertThat(done).isEmpty();

    kill();
    assertThat(counter("x").count()).isZero();
  }

  @Test
  void anEventOfAnEffectComesAfterTheOtherEffects() {
    machines.post("x", add(1, "post", "b"));
    assertThat(done).containsExactly("x1 post", "x1 b", "x11 posted");
  }

  @Test
  void anEffectThatFailsKeepsNoOtherFromBeingDoneAndIsDoneAgain() {
    machines.post("x", add(1, "post", "bad", "b"));
    assertThat(done).containsExactly("x1 post", "x1 bad", "x1 b", "x11 posted");
    assertThat(alarms.standing().values())
        .singleElement()
        .asString()
        .contains("x could not do")
        .contains("bad");

    machines.flush();
    machines.flush();
    machines.flush(); // the pause is doubled
    assertThat(done).hasSize(6).endsWith("x11 bad", "x11 bad");

    fails = word -> false;
    kill();
    assertThat(done).containsExactly("x11 bad");
    machines.flush();
    kill();
    assertThat(done).isEmpty();
  }

  @Test
  void anErrorOfAnEffectIsAFailureToo() {
    fails =
        word -> {
          throw new OutOfMemoryError("the test wants it so");
        };
    machines.post("x", add(1, "a"));
    assertThat(alarms.standing()).hasSize(1);
    fails = word -> false;
    machines.flush();
    assertThat(done).containsExactly("x1 a", "x1 a");
    assertThat(alarms.standing()).isEmpty();
  }

  @Test
  void anAcknowledgementGoesWithTheNextWriteOfItsRow() {
    machines.post("x", addTo("r", 1, "a"));
    int writes = store.writes();
    kill();
    assertThat(done).containsExactly("x0 a");

    machines.post("x", addTo("r", 1));
    assertThat(store.writes()).isEqualTo(writes + 1);
    kill();
    assertThat(done).isEmpty();

    machines.flush();
    assertThat(store.writes()).as("nothing is left to write").isEqualTo(writes + 1);
  }

  @Test
  void anEffectUnderWayIsAcknowledgedByItsResult() {
    machines.post("x", add(1, "slow"));
    machines.flush();
    kill();
    assertThat(done).containsExactly("x1 slow");

    underWay.get(1).result(add(1));
    kill();
    assertThat(done).isEmpty();
    assertThat(counter("x").count()).isEqualTo(2);
  }

  @Test
  void anEffectUnderWayThatFailsIsDoneAgain() {
    machines.post("x", add(1, "slow"));
    underWay.get(0).failed(new IllegalStateException("no"));
    machines.flush();
    assertThat(done).containsExactly("x1 slow", "x1 slow");
    underWay.get(1).done();
    machines.flush();
    kill();
    assertThat(done).isEmpty();
  }

  @Test
  void whatIsAskedForAgainBeforeItIsDoneIsDoneOnce() {
    machines.post("x", add(1, "slow"));
    machines.post("x", add(1, "slow"));
    assertThat(done).containsExactly("x1 slow");
  }

  @Test
  void aWriteThatFailsIsRepeatedAndNothingIsDoneBefore() {
    store.full(true);
    machines.post("x", addTo("r", 1, "a"));
    machines.post("x", addTo("s", 2, "b"));
    machines.flush();
    assertThat(done).isEmpty();
    assertThat(machines.durable()).isNotDone();
    assertThat(alarms.standing()).containsOnlyKeys("not-stored");
    assertThat(alarms.standing().get("not-stored")).contains("no space left on device");

    store.full(false);
    machines.flush();
    assertThat(done).containsExactly("x0 a", "x0 b");
    assertThat(machines.durable()).isCompleted();
    assertThat(alarms.standing()).isEmpty();
    kill();
    assertThat(counter("x").rows()).extracting(Tally::count).containsExactly(1, 2);
  }

  @Test
  void oneRowIsWrittenPerEventOfARow() {
    machines.post("x", addTo("r", 1));
    long before = store.bytes();
    machines.post("x", addTo("r", 1));
    assertThat(store.bytes() - before).isLessThan(200);
    assertThat(store.read("x/r")).asString().contains("\"count\":2");
  }

  @Test
  void whatIsNotWorthAWriteIsStoredWithTheNextStep() {
    int writes = store.writes();
    machines.post("x", new Passing(5));
    assertThat(store.writes()).isEqualTo(writes);
    machines.post("x", add(1));
    kill();
    assertThat(counter("x").count()).isEqualTo(6);
  }

  @Test
  void rowsAreCountedByGroup() {
    machines.post("x", addTo("r", 1));
    machines.post("x", addTo("s", 3));
    machines.post("x", addTo("t", 2));
    machines.post("x", addTo("s", 1));
    assertThat(counter("x").rows().counts()).containsEntry("even", 2).containsEntry("odd", 1);
    kill();
    assertThat(counter("x").rows().counts()).containsEntry("even", 2).containsEntry("odd", 1);
    assertThat(counter("x").rows().in("odd"::equals, 9))
        .extracting(Tally::key)
        .containsExactly("r");
  }

  @Test
  void rowsOfOldMachinesLeaveMemoryAndStayOnDisk() {
    machines.post("x", addTo("r", 1));
    machines.post("x", new End());
    machines.flush();
    assertThat(counter("x").rows().areLeftOut()).isTrue();
    assertThat(counter("x").rows().size()).isEqualTo(1);
    machines.post("x", addTo("r", 1));
    assertThat(machines.archive().find("x").orElseThrow().rows())
        .extracting(Tally::count)
        .containsExactly(1);
  }

  @Test
  void hundredMachinesStayInMemoryAndAllOnDisk() {
    for (int i = 3; i <= 130; i++) {
      machines.create(n -> new Counter("c" + n, Phase.COUNTING, 0, Rows.none()), add(1));
      machines.post("c" + i, new End());
    }
    machines.flush();
    assertThat(machines.newest(1000)).hasSize(102); // with the two that are under way
    assertThat(machines.newest(1)).extracting(Counter::id).containsExactly("c130");
    kill();
    assertThat(machines.total()).isEqualTo(130);
    assertThat(machines.find("c130")).isPresent();
    assertThat(machines.find("c31")).isPresent();
    assertThat(machines.find("c30")).isEmpty();
    MachineArchive.Page<Counter> page = machines.archive().newest(31, 3);
    assertThat(page.machines()).extracting(Counter::id).containsExactly("c30", "c29", "c28");
    assertThat(machines.archive().newest(page.before(), 1).machines())
        .extracting(Counter::id)
        .containsExactly("c27");
    machines.create(n -> new Counter("c" + n, Phase.COUNTING, 0, Rows.none()), add(1));
    assertThat(machines.newest(1)).extracting(Counter::id).containsExactly("c131");
  }

  @Test
  void aMachineOfManyRowsIsThereAsAWholeOrNotAtAll() {
    List<Tally> rows = new ArrayList<>();
    for (int i = 0; i < 1_300; i++) {
      rows.add(new Tally("row" + i, i));
    }
    int groups = 3;
    for (int writes = 0; writes <= groups; writes++) {
      store.killAfter(writes);
      machines.create(n -> new Counter("big", Phase.COUNTING, 0, Rows.of(rows)), add(1, "a"));
      kill();
      if (writes < groups) {
        assertThat(machines.find("big")).as("after " + writes + " writes").isEmpty();
        assertThat(store.keys()).noneMatch(key -> key.startsWith("big"));
        assertThat(done).isEmpty();
      }
    }
    assertThat(counter("big").rows().size()).isEqualTo(1_300);
    assertThat(done).containsExactly("big1 a");
    assertThat(store.largestWrite()).isLessThan(1 << 20);
  }

  @Test
  void aLeftoverIsRemovedHoweverOftenThatIsInterrupted() {
    List<Tally> rows = new ArrayList<>();
    for (int i = 0; i < 1_300; i++) {
      rows.add(new Tally("row" + i, i));
    }
    store.killAfter(2);
    machines.create(n -> new Counter("big", Phase.COUNTING, 0, Rows.of(rows)), add(1, "a"));
    for (int i = 0; i < 3; i++) {
      store.killAfter(1);
      machines = machines();
    }
    store.revive();
    assertThat(store.keys()).noneMatch(key -> key.startsWith("big"));
    kill();
    machines.create(n -> new Counter("big", Phase.COUNTING, 0, Rows.none()), addTo("s", 1));
    kill();
    assertThat(counter("big").rows()).extracting(Tally::key).containsExactly("s");
  }
}
