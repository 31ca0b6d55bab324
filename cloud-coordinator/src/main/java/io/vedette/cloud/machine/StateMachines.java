package io.vedette.cloud.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The machines of one kind. A step is taken in memory, its header and rows are written together
 * with the effects that it asks for, and the effects are performed when the write is durable, again
 * and again until they are acknowledged: also after an exception, a write that failed, or a
 * restart. An acknowledgement is written with the next step of its row, or by {@link #flush}.
 *
 * <p>A machine that has ended gives up its rows and then leaves memory; {@link #archive} finds it.
 * For the control loop only.
 *
 * @param <S> state
 * @param <R> row
 * @param <E> event
 * @param <F> effect
 */
public final class StateMachines<S, R extends Row, E, F> {

  /** What performs effects. */
  public interface Performer<S, E, F> {
    /**
     * Performs an effect, for the first time or again. What it is about may be over by then: the
     * state is that of now.
     *
     * @return false: it is under way, and its result comes later
     * @throws RuntimeException it is performed again
     */
    boolean perform(S state, F effect, RunningEffect<E> running);
  }

  /** So many of the newest machines stay in memory. */
  private static final int HEADERS = 100;

  /** So many effects are performed before others have their turn on the control loop. */
  private static final int EFFECTS_AT_ONCE = 200;

  private record Posted<E>(String machine, E event, long acknowledges) {}

  private record RowOf(String machine, String row) {}

  private final TransitionTable<S, ?, E, F> table;
  private final MachineForm<S, R, F> form;
  private final Executor control;
  private final MachineRecords<S, R, F> records;
  private final StepWriter writer;
  private final EffectRunner<S, F> effects;
  private final MachineArchive<S> archive;

  /** Oldest first. */
  private final Map<String, Machine<S, F>> machines = new LinkedHashMap<>();

  private final Map<String, Machine<S, F>> underWay = new LinkedHashMap<>();
  private final Deque<Posted<E>> events = new ArrayDeque<>();

  /** Rows with an acknowledgement that is not written yet. */
  private final Set<RowOf> acknowledged = new LinkedHashSet<>();

  private long last;
  private boolean working;
  private boolean closed;

  /**
   * Takes up what is stored; performs nothing before {@link #resume}.
   *
   * @param control runs tasks on the control loop
   * @param alarms told when a write or an effect fails
   */
  public StateMachines(
      TransitionTable<S, ?, E, F> table,
      MachineForm<S, R, F> form,
      MachineStore store,
      Executor control,
      AlarmListener alarms,
      Performer<S, E, F> performer) {
    this.table = table;
    this.form = form;
    this.control = control;
    records = new MachineRecords<>(form, store);
    writer = new StepWriter(store, control, alarms);
    effects =
        new EffectRunner<>(
            (machine, effect) ->
                performer.perform(
                    machine.state, effect.effect(), new Running(machine, effect.id())),
            this::acknowledged,
            alarms);
    archive = new MachineArchive<>(records);
    load();
  }

  private void load() {
    records.leftovers().forEach(group -> writer.write(group, () -> {}));
    last = records.last();
    for (long number = Math.max(1, last - HEADERS + 1); number <= last; number++) {
      boolean withRows = number > last - form.withRowsKept();
      records.id(number).flatMap(records::header).ifPresent(machine -> load(machine, withRows));
    }
  }

  private void load(Machine<S, F> machine, boolean withRows) {
    if (withRows || form.underWay().test(machine.state) || !machine.effects.isEmpty()) {
      records.loadRows(machine);
    }
    keep(machine);
  }

  private void keep(Machine<S, F> machine) {
    machines.put(machine.id, machine);
    if (form.underWay().test(machine.state)) {
      underWay.put(machine.id, machine);
    } else {
      underWay.remove(machine.id);
    }
  }

  /** Performs again what was not acknowledged when the coordinator went down. */
  public void resume() {
    for (Machine<S, F> machine : machines.values()) {
      machine.effects.all().forEach(effect -> effects.add(machine, effect));
    }
    drain();
  }

  // Steps.

  /**
   * A new machine, which takes its first event at once. Its rows are written in groups, the header
   * last: a machine without a header never was.
   *
   * @param first the state, by the machine's number: 1 for the first machine of its kind
   * @return the state after the event
   */
  public S create(LongFunction<S> first, E started) {
    if (closed) {
      throw new IllegalStateException("the deployment is being changed; try again");
    }
    long number = ++last;
    S initial = first.apply(number);
    Transition<S, F> step = table.step(initial, started);
    Machine<S, F> machine = new Machine<>(form.id().apply(initial), step.state());
    List<PendingEffect<F>> added = add(machine, step.effects());
    Map<String, byte @Nullable []> group = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    for (R row : form.rows().apply(machine.state)) {
      records.put(group, machine, row.key());
      names.add(row.key());
      if (names.size() == StepWriter.VALUES - 2) {
        records.put(group, machine.id, machine.enterAll(names));
        group.put(MachineRecords.CREATING, records.plain(machine.id));
        writer.write(group, () -> {});
        group = new LinkedHashMap<>();
        names.clear();
      }
    }
    if (!names.isEmpty()) {
      records.put(group, machine.id, machine.enterAll(names));
    }
    records.put(group, machine, PendingEffects.HEADER);
    group.put(MachineRecords.number(number), records.plain(machine.id));
    group.put(MachineRecords.LAST, records.plain(number));
    group.put(MachineRecords.CREATING, null);
    machine.state = form.settled(machine.state);
    keep(machine);
    writer.write(group, () -> durable(machine, added));
    return machine.state;
  }

  /**
   * Takes an event for one machine; one that is unknown, or has left memory, ignores it.
   *
   * @throws IllegalStateException when the disk takes no writes, and too many wait already
   */
  public void post(String machine, E event) {
    if (writer.isFull()) {
      throw new IllegalStateException("the disk takes no writes; " + machine + " stands still");
    }
    post(machine, event, 0);
  }

  private void post(String machine, E event, long acknowledges) {
    if (!closed) {
      events.add(new Posted<>(machine, event, acknowledges));
      drain();
    }
  }

  /** An event for every machine under way. */
  public void postUnderWay(E event) {
    List.copyOf(underWay.keySet()).forEach(machine -> post(machine, event));
  }

  /**
   * Takes no more events and performs no more effects: others take up what is stored, as after a
   * restart. What comes from work that is under way is left out.
   *
   * @return completes when all steps so far are durable
   */
  public CompletableFuture<Void> close() {
    closed = true;
    events.clear();
    return writer.durable();
  }

  private void drain() {
    if (working || closed) {
      return;
    }
    working = true;
    try {
      for (int performed = 0; performed < EFFECTS_AT_ONCE; ) {
        if (effects.hasReady()) {
          effects.performNext();
          performed++;
        } else if (!events.isEmpty()) {
          take(events.poll());
        } else {
          return;
        }
      }
    } finally {
      working = false;
    }
    control.execute(this::drain);
  }

  private void take(Posted<E> posted) {
    Machine<S, F> machine = machines.get(posted.machine);
    if (machine == null) {
      return;
    }
    if (posted.acknowledges > 0) {
      acknowledged(machine, posted.acknowledges);
    }
    if (form.rows().apply(machine.state).areLeftOut()) {
      return;
    }
    Transition<S, F> step = table.step(machine.state, posted.event);
    Set<String> dirty = new LinkedHashSet<>();
    if (step.stored()) {
      if (!form.header(machine.state).equals(form.header(step.state()))) {
        dirty.add(PendingEffects.HEADER);
      }
      dirty.addAll(form.rows().apply(step.state()).changed());
    }
    Map<String, byte @Nullable []> changes = new LinkedHashMap<>();
    Rows<R> before = form.rows().apply(machine.state);
    for (String row : dirty) {
      if (!row.equals(PendingEffects.HEADER) && before.find(row).isEmpty()) {
        records.put(changes, machine.id, machine.enter(row));
      }
    }
    machine.state = form.settled(step.state());
    keep(machine);
    List<PendingEffect<F>> added = add(machine, step.effects());
    added.forEach(effect -> dirty.add(rowOf(machine, effect.effect())));
    write(machine, dirty, changes, added);
  }

  /** An effect of a row that is not there is stored with the header. */
  private String rowOf(Machine<S, F> machine, F effect) {
    return form.rowOf()
        .apply(effect)
        .filter(row -> form.rows().apply(machine.state).find(row).isPresent())
        .orElse(PendingEffects.HEADER);
  }

  private List<PendingEffect<F>> add(Machine<S, F> machine, List<F> asked) {
    List<PendingEffect<F>> added = new ArrayList<>();
    asked.forEach(
        effect -> machine.effects.add(rowOf(machine, effect), effect).ifPresent(added::add));
    return added;
  }

  private void write(
      Machine<S, F> machine,
      Collection<String> rows,
      Map<String, byte @Nullable []> changes,
      List<PendingEffect<F>> added) {
    for (String row : rows) {
      records.put(changes, machine, row);
      acknowledged.remove(new RowOf(machine.id, row));
    }
    if (!changes.isEmpty()) {
      writer.write(changes, () -> durable(machine, added));
    }
  }

  private void durable(Machine<S, F> machine, List<PendingEffect<F>> added) {
    added.forEach(effect -> effects.add(machine, effect));
    drain();
  }

  // Acknowledgements.

  /** An effect that is being performed. */
  private final class Running implements RunningEffect<E> {
    private final Machine<S, F> machine;
    private final long effectId;

    Running(Machine<S, F> machine, long effectId) {
      this.machine = machine;
      this.effectId = effectId;
    }

    @Override
    public void done() {
      acknowledged(machine, effectId);
    }

    @Override
    public void result(E event) {
      StateMachines.this.post(machine.id, event, effectId);
    }

    @Override
    public void failed(Throwable why) {
      effects.failed(machine, effectId, why);
    }

    @Override
    public void post(E event) {
      StateMachines.this.post(machine.id, event, 0);
    }
  }

  private void acknowledged(Machine<S, F> machine, long effectId) {
    effects.ended(machine, effectId);
    machine.effects.remove(effectId).ifPresent(row -> acknowledged.add(new RowOf(machine.id, row)));
  }

  /**
   * A second has passed: acknowledgements are written, what failed is tried again, and machines
   * that ended leave memory.
   */
  public void flush() {
    writer.retry();
    if (closed) {
      return;
    }
    List<RowOf> rows = List.copyOf(acknowledged);
    for (int i = 0; i < rows.size(); i += StepWriter.VALUES) {
      Map<String, byte @Nullable []> changes = new LinkedHashMap<>();
      for (RowOf row : rows.subList(i, Math.min(rows.size(), i + StepWriter.VALUES))) {
        Machine<S, F> machine = machines.get(row.machine);
        if (machine != null) {
          records.put(changes, machine, row.row);
        }
      }
      writer.write(changes, () -> {});
    }
    acknowledged.clear();
    effects.repeat();
    trim();
    drain();
  }

  private void trim() {
    int newer = machines.size();
    for (Machine<S, F> machine : List.copyOf(machines.values())) {
      newer--;
      if (underWay.containsKey(machine.id) || !machine.effects.isEmpty()) {
        continue;
      }
      Rows<R> rows = form.rows().apply(machine.state);
      if (newer >= HEADERS) {
        machines.remove(machine.id);
      } else if (newer >= form.withRowsKept() && rows.size() > 0 && !rows.areLeftOut()) {
        machine.state = form.withRows().apply(machine.state, Rows.leftOut(rows.counts()));
      }
    }
  }

  /** Completes, on the control loop, when all steps so far are durable. */
  public CompletableFuture<Void> durable() {
    return writer.durable();
  }

  // What is in memory.

  /** A machine in memory; its rows may have been left out. */
  public Optional<S> find(String machine) {
    return Optional.ofNullable(machines.get(machine)).map(found -> found.state);
  }

  /** Those that have not ended, oldest first. */
  public List<S> underWay() {
    return underWay.values().stream().map(machine -> machine.state).toList();
  }

  /** Those that have not ended, or whose effects of the whole are not all acknowledged. */
  public List<S> unsettled() {
    return machines.values().stream()
        .filter(
            machine ->
                underWay.containsKey(machine.id)
                    || !machine.effects.of(PendingEffects.HEADER).isEmpty())
        .map(machine -> machine.state)
        .toList();
  }

  /** Newest first, at most 100; older ones are in the {@link #archive}. */
  public List<S> newest(int limit) {
    List<Machine<S, F>> all = new ArrayList<>(machines.values());
    List<S> newest = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0 && newest.size() < limit; i--) {
      newest.add(all.get(i).state);
    }
    return newest;
  }

  /** How many machines there ever were. */
  public long total() {
    return last;
  }

  /** All machines that there ever were, on disk. */
  public MachineArchive<S> archive() {
    return archive;
  }
}
