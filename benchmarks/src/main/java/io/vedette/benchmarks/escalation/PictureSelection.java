package io.vedette.benchmarks.escalation;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Which pictures are asked about within a budget. */
final class PictureSelection {

  private static final int ROUNDS = 10;

  private PictureSelection() {}

  /** The so many of highest worth; the first of equals. */
  static Set<Integer> best(double[] worth, int count) {
    return new HashSet<>(
        IntStream.range(0, worth.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -worth[i]))
            .limit(count)
            .toList());
  }

  /** Counts when these are asked about and the others kept. */
  static DetectionCounts counts(List<EvaluatedPicture> pictures, Set<Integer> asked) {
    DetectionCounts sum = DetectionCounts.NONE;
    for (int i = 0; i < pictures.size(); i++) {
      sum = sum.plus(asked.contains(i) ? pictures.get(i).asked() : pictures.get(i).kept());
    }
    return sum;
  }

  /**
   * The best F1 that any choice of so many reaches: F1 is a ratio, whose best choice is that of
   * highest gain along the slope at its own value.
   *
   * @see <a href="https://doi.org/10.1287/mnsc.13.7.492">Dinkelbach, On nonlinear fractional
   *     programming, 1967</a>
   */
  static Set<Integer> oracle(List<EvaluatedPicture> pictures, int count) {
    Set<Integer> chosen = Set.of();
    for (int round = 0; round < ROUNDS; round++) {
      double f1 = counts(pictures, chosen).f1();
      double[] gains =
          pictures.stream().mapToDouble(p -> p.asked().gainOver(p.kept(), f1)).toArray();
      chosen = best(gains, count);
      chosen.removeIf(i -> gains[i] <= 0);
    }
    return chosen;
  }
}
