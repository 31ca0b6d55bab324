package io.vedette.edge.escalate.signal;

import io.vedette.detector.Detection;
import java.util.List;

/** How the scores of a frame are read. */
final class Uncertainty {

  /** A score this far above the threshold leaves no doubt. */
  private static final float SURE = 0.35f;

  /** How much one doubtful object says about the frame. */
  private static final float ONE_OBJECT = 0.6f;

  private static final float LOW = 0.5f;

  private Uncertainty() {}

  static float uncertain(FrameFeatures look) {
    float sure = 1;
    for (Detection detection : look.doubtful()) {
      sure *= 1 - ONE_OBJECT * unit(1 - (detection.score() - look.threshold()) / SURE);
    }
    return 1 - sure;
  }

  static float missed(FrameFeatures look) {
    float complete = 1;
    float range = look.threshold() - look.floor();
    for (Detection peak : look.peaks()) {
      complete *= range > 0 ? 1 - ONE_OBJECT * unit((peak.score() - look.floor()) / range) : 1;
    }
    return 1 - complete;
  }

  static double entropy(List<Detection> shown) {
    return shown.stream()
        .mapToDouble(d -> bits(d.score()) + bits(1 - d.score()))
        .average()
        .orElse(0);
  }

  private static double bits(double p) {
    return p <= 0 ? 0 : -p * Math.log(p) / Math.log(2);
  }

  static double meanScore(List<Detection> shown) {
    return shown.stream().mapToDouble(Detection::score).average().orElse(0);
  }

  static double lowShare(List<Detection> shown) {
    return shown.stream().mapToDouble(d -> d.score() <= LOW ? 1 : 0).average().orElse(0);
  }

  static double crossEntropy(List<Detection> shown) {
    if (shown.size() < 2) {
      return 1;
    }
    double sum = shown.stream().mapToDouble(d -> d.score() * Math.log(d.score())).sum();
    return 1 + sum / Math.log(shown.size());
  }

  static long shown(FrameFeatures look, int bin) {
    return look.doubtful().stream()
        .filter(d -> ScoreHistogram.shown(d.score(), look.threshold()) == bin)
        .count();
  }

  static long peaks(FrameFeatures look, int bin) {
    return look.peaks().stream()
        .filter(d -> ScoreHistogram.peak(d.score(), look.floor(), look.threshold()) == bin)
        .count();
  }

  private static float unit(float value) {
    return Math.min(1, Math.max(0, value));
  }
}
