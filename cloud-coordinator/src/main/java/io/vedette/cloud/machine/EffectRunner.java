package io.vedette.cloud.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs effects in the order in which they became durable. One that throws is performed again,
 * after a pause that is doubled each time. For one thread.
 */
final class EffectRunner<S, F> {

  /** What performs an effect; false: it is under way. */
  interface Performer<S, F> {
    boolean perform(Machine<S, F> machine, PendingEffect<F> effect);
  }

  /** What becomes of an effect that was performed. */
  interface Listener<S, F> {
    void acknowledged(Machine<S, F> machine, long effectId);
  }

  private static final Logger log = LoggerFactory.getLogger(EffectRunner.class);

  /** The longest pause, in rounds of {@link #repeat}. */
  private static final int LONGEST_PAUSE = 64;

  private static final class Attempt<S, F> {
    final Machine<S, F> machine;
    final PendingEffect<F> effect;
    int pause;
    int left;

    Attempt(Machine<S, F> machine, PendingEffect<F> effect) {
      this.machine = machine;
      this.effect = effect;
    }

    String alarm() {
      return machine.id + "-effect-" + effect.id();
    }
  }

  private record Key(String machine, long effectId) {}

  private final Performer<S, F> performer;
  private final Listener<S, F> listener;
  private final AlarmListener alarms;
  private final Deque<Attempt<S, F>> ready = new ArrayDeque<>();
  private final List<Attempt<S, F>> failed = new ArrayList<>();
  private final Map<Key, Attempt<S, F>> underWay = new HashMap<>();

  EffectRunner(Performer<S, F> performer, Listener<S, F> listener, AlarmListener alarms) {
    this.performer = performer;
    this.listener = listener;
    this.alarms = alarms;
  }

  /** An effect is durable. */
  void add(Machine<S, F> machine, PendingEffect<F> effect) {
    ready.add(new Attempt<>(machine, effect));
  }

  boolean hasReady() {
    return !ready.isEmpty();
  }

  /** Performs the next effect; one that was acknowledged meanwhile is left out. */
  void performNext() {
    Attempt<S, F> attempt = ready.poll();
    if (attempt == null || !attempt.machine.effects.has(attempt.effect.id())) {
      return;
    }
    Machine<S, F> machine = attempt.machine;
    try {
      underWay.put(new Key(machine.id, attempt.effect.id()), attempt);
      if (performer.perform(machine, attempt.effect)) {
        listener.acknowledged(machine, attempt.effect.id());
      }
    } catch (Throwable e) {
      underWay.remove(new Key(machine.id, attempt.effect.id()));
      postpone(attempt, e);
    }
  }

  private void postpone(Attempt<S, F> attempt, Throwable why) {
    String what = attempt.machine.id + " could not do " + attempt.effect.effect();
    log.warn("{}; it is tried again", what, why);
    alarms.raised(attempt.alarm(), what + ", and tries again: " + why.getMessage());
    attempt.pause = Math.min(LONGEST_PAUSE, Math.max(1, 2 * attempt.pause));
    attempt.left = attempt.pause;
    failed.add(attempt);
  }

  /** An effect that was under way has its result. */
  void ended(Machine<S, F> machine, long effectId) {
    Attempt<S, F> attempt = underWay.remove(new Key(machine.id, effectId));
    if (attempt != null && attempt.pause > 0) {
      alarms.cleared(attempt.alarm());
    }
  }

  /** An effect that was under way failed after all: it is performed again. */
  void failed(Machine<S, F> machine, long effectId, Throwable why) {
    Attempt<S, F> attempt = underWay.remove(new Key(machine.id, effectId));
    if (attempt != null) {
      postpone(attempt, why);
    }
  }

  /** Another second has passed: those whose pause is over are ready again. */
  void repeat() {
    failed.removeIf(
        attempt -> {
          attempt.left--;
          if (attempt.left <= 0) {
            ready.add(attempt);
          }
          return attempt.left <= 0;
        });
  }
}
