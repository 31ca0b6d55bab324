package io.vedette.cloud.round;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How much updates change, over the newest rounds, and whether one changes far too much: the robust
 * z-score of the logarithm of its norm, by the median and the median absolute deviation.
 *
 * <p>Refused updates count as well, each device once a round: while most devices are honest that
 * moves neither median nor deviation, and when training itself changes, the history follows. Pure.
 */
final class NormHistory {

  /** Updates that are remembered. */
  private static final int KEPT = 256;

  /** With fewer nothing is refused. */
  private static final int ENOUGH = 10;

  /** Above this an update is refused. */
  private static final double MOST = 6;

  /** A deviation is taken as at least this: devices that do the same still see other frames. */
  private static final double LEAST_DEVIATION = 0.25;

  /** Of normal values, a standard deviation is so many median absolute deviations. */
  private static final double NORMAL = 1.4826;

  private final Map<String, Double> logarithms = new LinkedHashMap<>();

  /**
   * Takes an update into the history.
   *
   * @param norm L2; 0: not known, or nothing was changed
   * @return why it is refused; empty: it is not
   */
  Optional<String> judge(String roundId, String agentId, double norm) {
    if (norm <= 0) {
      return Optional.empty();
    }
    double value = Math.log(norm);
    Optional<String> why = refusal(value, norm);
    logarithms.putIfAbsent(roundId + "/" + agentId, value);
    if (logarithms.size() > KEPT) {
      logarithms.remove(logarithms.keySet().iterator().next());
    }
    return why;
  }

  private Optional<String> refusal(double value, double norm) {
    if (logarithms.size() < ENOUGH) {
      return Optional.empty();
    }
    double[] all = logarithms.values().stream().mapToDouble(v -> v).toArray();
    double median = median(all);
    double deviation = median(Arrays.stream(all).map(v -> Math.abs(v - median)).toArray());
    double z = (value - median) / Math.max(LEAST_DEVIATION, NORMAL * deviation);
    return z <= MOST
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "weights: changed by %.4g, and the median of %d updates is %.4g (robust z %.1f,"
                    + " at most %.0f)",
                norm,
                all.length,
                Math.exp(median),
                z,
                MOST));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return 0.5 * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
  }
}
