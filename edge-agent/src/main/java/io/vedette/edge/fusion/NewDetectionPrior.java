package io.vedette.edge.fusion;

import io.vedette.detector.Detection;
import io.vedette.detector.evaluate.DetectionPairs;
import io.vedette.edge.escalate.policy.ScoreCalibration;
import io.vedette.edge.escalate.signal.ScoreHistogram;
import io.vedette.edge.fusion.FusionState.Unexplained;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How often a detection is right that the student shows shortly after a verdict which did not see
 * it, by its score. Learnt from later verdicts. Mostly it is wrong: the first verdict would have
 * seen it.
 */
final class NewDetectionPrior {

  private static final double PRIOR_STRENGTH = 10;

  /** Detections that count: older ones are of other versions of the student, or other light. */
  private static final double MEMORY = 400;

  /** From this chance on, showing a detection raises an F1 near 0.9. */
  private static final double MIN_CHANCE = 0.45;

  private final ScoreCalibration unseen =
      new ScoreCalibration(PRIOR_STRENGTH, MEMORY, 0.2, 0.25, 0.3, 0.4, 0.55, 0.8);
  private final ScoreCalibration denied =
      new ScoreCalibration(PRIOR_STRENGTH, MEMORY, 0.05, 0.05, 0.1, 0.15, 0.25, 0.4);

  /** Whether a new detection is shown. */
  boolean isLikely(Unexplained detection, float threshold) {
    return calibration(detection).chance(bin(detection, threshold)) >= MIN_CHANCE;
  }

  /**
   * Learns from a verdict.
   *
   * @param state after the frame that it is about; detections that no earlier verdict covers, or
   *     that this one does not cover, teach nothing
   */
  void learn(FusionState state, TeacherView verdict, float threshold) {
    Set<Detection> right =
        DetectionPairs.found(
            Stream.concat(
                    state.tracks().stream().map(track -> track.object()),
                    state.unexplained().stream().map(u -> u.detection().detection()))
                .toList(),
            verdict.detections());
    for (Unexplained unexplained : state.unexplained()) {
      Detection detection = unexplained.detection().detection();
      boolean isRight = right.contains(detection);
      if (state.isCovered(detection.box()) && (isRight || verdict.covers(detection.box()))) {
        calibration(unexplained).learn(bin(unexplained, threshold), isRight ? 1 : 0, 1);
      }
    }
  }

  private ScoreCalibration calibration(Unexplained detection) {
    return detection.denied() ? denied : unseen;
  }

  private static int bin(Unexplained unexplained, float threshold) {
    return ScoreHistogram.shown(unexplained.detection().detection().score(), threshold);
  }
}
