package io.vedette.edge.escalate.policy;

import io.vedette.detector.Detection;
import io.vedette.detector.evaluate.DetectionPairs;
import io.vedette.edge.escalate.signal.FrameFeatures;
import io.vedette.edge.escalate.signal.ScoreHistogram;
import io.vedette.edge.escalate.signal.SortedDetections;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How right a frame's detections were, by the teacher. Arrays are by range of score, {@link
 * ScoreHistogram}.
 *
 * @param missed the teacher's objects that were not shown, or shown with another label
 * @param invented shown objects that the teacher does not see with that label
 * @param agreed shown objects that the teacher sees, too
 * @param right unverified objects of each range that the teacher sees, too
 * @param real peaks of each range that the teacher sees as objects
 */
public record VerdictOutcome(int missed, int invented, int agreed, int[] right, int[] real) {

  /** The F1 at which {@link #gain} is the slope. */
  public static final double WORKING_F1 = 0.75;

  public VerdictOutcome {
    if (right.length != ScoreHistogram.COUNT || real.length != ScoreHistogram.COUNT) {
      throw new IllegalArgumentException("an outcome counts " + ScoreHistogram.COUNT + " ranges");
    }
  }

  /** Compares a frame with the teacher's objects; labels are compared by name. */
  public static VerdictOutcome of(FrameFeatures features, List<Detection> teacher) {
    SortedDetections detections = features.detections();
    int agreed = DetectionPairs.of(detections.objects(), teacher).same().size();
    List<Detection> candidates = new ArrayList<>(detections.unverified());
    candidates.addAll(detections.peaks());
    Set<Detection> found = DetectionPairs.found(candidates, teacher);
    int[] right = new int[ScoreHistogram.COUNT];
    int[] real = new int[ScoreHistogram.COUNT];
    detections.unverified().stream()
        .filter(found::contains)
        .forEach(d -> right[ScoreHistogram.shown(d.score(), features.threshold())]++);
    detections.peaks().stream()
        .filter(found::contains)
        .forEach(
            d -> real[ScoreHistogram.peak(d.score(), features.floor(), features.threshold())]++);
    return new VerdictOutcome(
        teacher.size() - agreed, detections.objects().size() - agreed, agreed, right, real);
  }

  /**
   * What the verdict adds to F1, up to a factor: with {@code F1 = 2 TP / (2 TP + FP + FN)}, an
   * object found adds {@code 2 - F1}, a false one removed adds {@code F1}.
   */
  public double gain() {
    return gain(missed, invented);
  }

  /** The gain of objects found and false ones removed. */
  public static double gain(double found, double removed) {
    return (2 - WORKING_F1) * found + WORKING_F1 * removed;
  }
}
