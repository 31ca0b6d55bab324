package io.vedette.registry.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Which of several findings are significant together: the chance that even one of them is due to
 * chance stays below a level. S. Holm, <a href="https://www.jstor.org/stable/4615733">A Simple
 * Sequentially Rejective Multiple Test Procedure</a>, 1979.
 */
final class HolmCorrection {

  private HolmCorrection() {}

  /**
   * The significant ones, surest first.
   *
   * @param probability of a finding, were it due to chance
   * @param level of all together, 0 to 1
   */
  static <T> List<T> significant(List<T> findings, ToDoubleFunction<T> probability, double level) {
    List<T> sorted = new ArrayList<>(findings);
    sorted.sort(Comparator.comparingDouble(probability));
    List<T> significant = new ArrayList<>();
    for (T finding : sorted) {
      int left = sorted.size() - significant.size();
      if (probability.applyAsDouble(finding) > level / left) {
        break;
      }
      significant.add(finding);
    }
    return significant;
  }
}
