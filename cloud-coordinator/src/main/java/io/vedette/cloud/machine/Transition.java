package io.vedette.cloud.machine;

import java.util.List;

/**
 * What an event came to: the next state, which is to be stored first, and the effects that are then
 * to be performed.
 *
 * @param stored false: the state may be lost in a crash, as how far a worker is; there are no
 *     effects then, and the next step that is stored holds it
 */
public record Transition<S, F>(S state, List<F> effects, boolean stored) {

  public Transition {
    effects = List.copyOf(effects);
    if (!stored && !effects.isEmpty()) {
      throw new IllegalArgumentException("effects come after a stored state only: " + effects);
    }
  }

  public Transition(S state, List<F> effects) {
    this(state, effects, true);
  }

  /** A state and what to do about it. */
  @SafeVarargs
  public static <S, F> Transition<S, F> to(S state, F... effects) {
    return new Transition<>(state, List.of(effects));
  }

  /** A state that is not worth a write. */
  public static <S, F> Transition<S, F> passing(S state) {
    return new Transition<>(state, List.of(), false);
  }
}
