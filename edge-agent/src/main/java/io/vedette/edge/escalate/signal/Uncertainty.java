package io.vedette.edge.escalate.signal;

import io.vedette.detector.Detection;
import java.util.List;

/** Signals that are computed from scores. */
final class Uncertainty {

  /** A score this far above the threshold is certain. */
  private static final float SURE = 0.35f;

  /** The weight of one uncertain object. */
  private static final float ONE_OBJECT = 0.6f;

  private static final float LOW = 0.5f;

  private Uncertainty() {}

  static float uncertain(FrameFeatures features) {
    float sure = 1;
    for (Detection detection : features.detections().unverified()) {
      sure *= 1 - ONE_OBJECT * unit(1 - (detection.score() - features.threshold()) / SURE);
    }
    return 1 - sure;
  }

  static float missed(FrameFeatures features) {
    float complete = 1;
    float range = features.threshold() - features.floor();
    for (Detection peak : features.detections().peaks()) {
      complete *= range > 0 ? 1 - ONE_OBJECT * unit((peak.score() - features.floor()) / range) : 1;
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

  static long shown(FrameFeatures features, int bin) {
    return features.detections().unverified().stream()
        .filter(d -> ScoreHistogram.shown(d.score(), features.threshold()) == bin)
        .count();
  }

  static long peaks(FrameFeatures features, int bin) {
    return features.detections().peaks().stream()
        .filter(d -> ScoreHistogram.peak(d.score(), features.floor(), features.threshold()) == bin)
        .count();
  }

  private static float unit(float value) {
    return Math.min(1, Math.max(0, value));
  }
}
