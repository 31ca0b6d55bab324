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
import org.jspecify.annotations.Nullable;

/**
 * The machines of one kind: every step is stored before its effects are performed, so that after a
 * restart the stored state says what is still to be done. An event that an effect causes is taken
 * after the other effects of its step. An effect that fails keeps no other effect and no other
 * event from being performed. For the control loop only.
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

  /**
   * Takes an event for one machine; an unknown machine is ignored.
   *
   * @throws RuntimeException the first failure of an effect or of the store, after everything else
   *     was done; further ones are suppressed in it
   */
  public void post(String machine, E event) {
    events.add(new Posted<>(machine, event));
    if (working) {
      return;
    }
    working = true;
    Failures failures = new Failures();
    try {
      for (Posted<E> next = events.poll(); next != null; next = events.poll()) {
        Posted<E> posted = next;
        failures.guard(() -> take(posted, failures));
      }
    } finally {
      working = false;
    }
    failures.rethrow();
  }

  private void take(Posted<E> posted, Failures failures) {
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
    for (F effect : step.effects()) {
      failures.guard(() -> performer.perform(step.state(), effect));
    }
  }

  /** What was thrown while events were taken. */
  private static final class Failures {
    private @Nullable RuntimeException first;

    void guard(Runnable task) {
      try {
        task.run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else if (first != e) {
          first.addSuppressed(e);
        }
      }
    }

    void rethrow() {
      if (first != null) {
        throw first;
      }
    }
  }

  /** An event for every machine. */
  public void postAll(E event) {
    Failures failures = new Failures();
    List.copyOf(states.keySet()).forEach(machine -> failures.guard(() -> post(machine, event)));
    failures.rethrow();
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
