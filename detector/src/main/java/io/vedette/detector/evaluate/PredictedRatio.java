package io.vedette.detector.evaluate;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A ratio of means, such as recall, from few frames whose truth is known and many that were only
 * predicted: prediction-powered inference (<a
 * href="https://doi.org/10.1126/science.adi6000">Angelopoulos and others, 2023</a>) with the weight
 * of the predictions chosen from the data (<a href="https://arxiv.org/abs/2311.01453">PPI++</a>),
 * on the linearised ratio. Predictions that say nothing get a weight of about 0, and the interval
 * is that of the known frames alone.
 *
 * <p>Valid if the known frames were chosen at random among all, and at one look: not at every look
 * of a sequence.
 */
public final class PredictedRatio {

  /** Fewer known frames give no interval. */
  public static final int LEAST_KNOWN = 10;

  /**
   * A frame whose truth is known, with what was predicted of it.
   *
   * @param above true value above, such as objects found
   * @param below true value below, such as objects there
   * @param predictedAbove the same by the prediction
   * @param predictedBelow the same by the prediction
   */
  public record Known(double above, double below, double predictedAbove, double predictedBelow) {}

  private PredictedRatio() {}

  /**
   * The ratio with its interval, both within 0 to 1; 0 to 1 with fewer than {@value #LEAST_KNOWN}
   * known frames, or when nothing is below.
   *
   * @param known frames, chosen at random
   * @param predicted the other frames, by their predictions
   * @param confidence 0 to 1, exclusive
   */
  public static Interval of(List<Known> known, RatioMoments predicted, double confidence) {
    RatioMoments truths = new RatioMoments();
    RatioMoments predictions = new RatioMoments();
    known.forEach(
        frame -> {
          truths.add(frame.above(), frame.below());
          predictions.add(frame.predictedAbove(), frame.predictedBelow());
        });
    double ratio = truths.below() > 0 ? truths.above() / truths.below() : 0;
    if (known.size() < LEAST_KNOWN || truths.below() <= 0) {
      return new Interval(within(ratio), 0, 1);
    }
    double weight = weight(known, ratio, predicted.count());
    double above = truths.above() + weight * (predicted.above() - predictions.above());
    double below = truths.below() + weight * (predicted.below() - predictions.below());
    double value = below > 0 ? above / below : ratio;
    RatioMoments residuals = new RatioMoments();
    for (Known frame : known) {
      residuals.add(residual(frame, value) - weight * predictedResidual(frame, value), 0);
    }
    // As if one object more had been seen wrongly: few known frames may show none of the errors of
    // a prediction that is nearly always right, and would then promise certainty.
    double unseen = Math.max(value, 1 - value) / (known.size() - 1);
    double variance =
        (residuals.residualVariance(0) + unseen * Math.max(value, 1 - value)) / known.size();
    if (weight != 0) {
      variance += weight * weight * predicted.residualVariance(value) / predicted.count();
    }
    // One degree of freedom is lost to the mean, one to the ratio and one to the weight.
    double deviation =
        Math.sqrt(variance * (known.size() - 1) / (known.size() - 3))
            / Math.max(below, Double.MIN_NORMAL);
    double factor =
        TDistribution.of(known.size() - 3.0).inverseSurvivalProbability((1 - confidence) / 2);
    return onLogOdds(within(value), factor * deviation, truths.below() * known.size());
  }

  /**
   * The interval is symmetric in the log odds of the ratio: the estimate is skewed where the ratio
   * is near 1 and frames have few objects. There the odds are taken as if two objects more were
   * found and two were not (after <a href="https://doi.org/10.1080/00031305.1998.10480550">Agresti
   * and Coull</a>).
   *
   * @param objects below, in all known frames
   */
  private static Interval onLogOdds(double value, double half, double objects) {
    double least = 2 / (objects + 4);
    double held = Math.min(1 - least, Math.max(least, value));
    double odds = Math.log(held / (1 - held));
    double halfOdds = half / (held * (1 - held));
    return new Interval(
        value, Math.min(value, share(odds - halfOdds)), Math.max(value, share(odds + halfOdds)));
  }

  private static double share(double odds) {
    return 1 / (1 + Math.exp(-odds));
  }

  /** The weight that makes the interval smallest, 0 to 1. */
  private static double weight(List<Known> known, double ratio, long others) {
    if (others == 0) {
      return 0;
    }
    double both = 0;
    double squares = 0;
    double mean = known.stream().mapToDouble(f -> predictedResidual(f, ratio)).average().orElse(0);
    for (Known frame : known) {
      double predicted = predictedResidual(frame, ratio) - mean;
      both += residual(frame, ratio) * predicted;
      squares += predicted * predicted;
    }
    double share = (double) known.size() / others;
    return squares <= 0 ? 0 : Math.min(1, Math.max(0, both / (squares * (1 + share))));
  }

  private static double residual(Known frame, double ratio) {
    return frame.above() - ratio * frame.below();
  }

  private static double predictedResidual(Known frame, double ratio) {
    return frame.predictedAbove() - ratio * frame.predictedBelow();
  }

  private static double within(double value) {
    return Math.min(1, Math.max(0, value));
  }
}
