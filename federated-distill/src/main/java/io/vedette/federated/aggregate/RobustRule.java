package io.vedette.federated.aggregate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which updates are believed, and how their values become one value. */
public sealed interface RobustRule
    permits PlainMean,
        NormClipping,
        CoordinateMedian,
        TrimmedMean,
        Krum,
        MultiKrum,
        Bulyan,
        GeometricMedian {

  /** Rules that compare updates with each other take no more. */
  int MOST_COMPARED = 1024;

  /**
   * What is combined and how.
   *
   * @param coefficients what each update's difference is multiplied with; 0: it is left out
   * @param shares how much each counts in running statistics, adding up to 1; 0: left out
   * @param values makes one parameter of many; null: the sum by coefficients
   * @param statistics makes one running statistic of many; null: the sum by shares
   */
  record Selection(
      double[] coefficients,
      double[] shares,
      @Nullable SortedReduction values,
      @Nullable SortedReduction statistics) {

    /** Parameters and statistics are made of many in the same way. */
    Selection(double[] coefficients, double[] shares, @Nullable SortedReduction values) {
      this(coefficients, shares, values, values);
    }
  }

  /** With fewer updates it cannot do what it promises. */
  int fewest();

  /** It takes no more updates. */
  default int most() {
    return MOST_COMPARED;
  }

  /** Whether it counts all updates alike, whatever a strategy's weights. */
  default boolean countsAlike() {
    return true;
  }

  /**
   * Chooses among updates, at least {@link #fewest} and at most {@link #most}.
   *
   * @param length of the vectors that are compared: the parameters
   * @param strategy whose weights count where the rule has none of its own
   */
  Selection select(List<? extends ClientUpdate> updates, int length, Strategy strategy);
}
