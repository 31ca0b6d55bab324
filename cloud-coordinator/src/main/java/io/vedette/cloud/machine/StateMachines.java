package io.vedette.cloud.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The machines of one kind: every step is stored before its effects are performed, so that after a
 * restart the stored state says what is still to be done. An event that an effect causes is taken
 * after the effects of the step at hand. For the control loop only.
 *
 * @param <S> state
 * @param <E> event
 * @param <F> effect
 */
public final class StateMachines<S, E, F> {

  /** What performs effects. */
  public interface Performer<S, F> {
    void perform(S state, F effect);
  }

  private record Posted<E>(String id, E event) {}

  private final TransitionTable<S, ?, E, F> table;
  private final Function<S, String> id;
  private final Consumer<S> store;
  private final Performer<S, F> performer;
  private final Map<String, S> states = new LinkedHashMap<>();
  private final Deque<Posted<E>> events = new ArrayDeque<>();
  private boolean working;

  public StateMachines(
      TransitionTable<S, ?, E, F> table,
      Function<S, String> id,
      Consumer<S> store,
      Performer<S, F> performer) {
    this.table = table;
    this.id = id;
    this.store = store;
    this.performer = performer;
  }

  /** Takes up what is stored already, oldest first; performs nothing. */
  public void load(Collection<S> stored) {
    stored.forEach(state -> states.put(id.apply(state), state));
  }

  /** A new machine, stored before this returns. */
  public void create(S state) {
    store.accept(state);
    states.put(id.apply(state), state);
  }

  /** An event for one machine; one that is not known is left out. */
  public void post(String machine, E event) {
    events.add(new Posted<>(machine, event));
    if (working) {
      return;
    }
    working = true;
    try {
      for (Posted<E> next = events.poll(); next != null; next = events.poll()) {
        take(next);
      }
    } finally {
      working = false;
    }
  }

  private void take(Posted<E> posted) {
    S before = states.get(posted.id);
    if (before == null) {
      return;
    }
    Transition<S, F> step = table.step(before, posted.event);
    if (!step.state().equals(before)) {
      if (step.stored()) {
        store.accept(step.state());
      }
      states.put(posted.id, step.state());
    }
    step.effects().forEach(effect -> performer.perform(step.state(), effect));
  }

  /** An event for every machine. */
  public void postAll(E event) {
    List.copyOf(states.keySet()).forEach(machine -> post(machine, event));
  }

  public Optional<S> find(String machine) {
    return Optional.ofNullable(states.get(machine));
  }

  /** Newest first. */
  public List<S> newest(int limit) {
    List<S> all = new ArrayList<>(states.values());
    List<S> newest = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0 && newest.size() < limit; i--) {
      newest.add(all.get(i));
    }
    return newest;
  }

  /** Oldest first. */
  public List<S> all() {
    return List.copyOf(states.values());
  }
}
