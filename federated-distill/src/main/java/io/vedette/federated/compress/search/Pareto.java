package io.vedette.federated.compress.search;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Candidates that none is better than in all that counts. */
public final class Pareto {

  private Pareto() {}

  /**
   * The front of two figures, in the order given.
   *
   * @param cost less is better
   * @param worth more is better
   */
  public static <T> List<T> front(
      List<T> candidates, ToDoubleFunction<T> cost, ToDoubleFunction<T> worth) {
    return front(candidates, List.of(cost, candidate -> -worth.applyAsDouble(candidate)));
  }

  /**
   * The front of any number of figures, of each of which less is better; candidates that are alike
   * in all of them are all in it. One with a figure that is no number is not.
   */
  public static <T> List<T> front(List<T> candidates, List<ToDoubleFunction<T>> costs) {
    List<T> sound =
        candidates.stream()
            .filter(one -> costs.stream().noneMatch(cost -> Double.isNaN(cost.applyAsDouble(one))))
            .toList();
    return sound.stream()
        .filter(one -> sound.stream().noneMatch(other -> dominates(other, one, costs)))
        .toList();
  }

  private static <T> boolean dominates(T one, T other, List<ToDoubleFunction<T>> costs) {
    boolean better = false;
    for (ToDoubleFunction<T> cost : costs) {
      double mine = cost.applyAsDouble(one);
      double theirs = cost.applyAsDouble(other);
      if (mine > theirs) {
        return false;
      }
      better |= mine < theirs;
    }
    return better;
  }
}
