package io.vedette.cloud.machine;

import java.util.List;

/**
 * What an event came to: the next state, which is to be stored first, and the effects that are then
 * to be performed.
 */
public record Step<S, F>(S state, List<F> effects) {

  public Step {
    effects = List.copyOf(effects);
  }

  /** A state and what to do about it. */
  @SafeVarargs
  public static <S, F> Step<S, F> to(S state, F... effects) {
    return new Step<>(state, List.of(effects));
  }
}
