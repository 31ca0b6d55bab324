package io.vedette.edge.escalate.policy;

import io.vedette.detector.Detection;
import io.vedette.edge.escalate.signal.FrameFeatures;
import io.vedette.edge.escalate.signal.ScoreHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a verdict showed of a frame. Arrays are by range of score, {@link ScoreHistogram}.
 *
 * @param missed the teacher's objects that were not shown, or shown under another name
 * @param invented shown objects that the teacher does not see under that name
 * @param agreed shown objects that the teacher sees, too
 * @param right unverified objects of each range that the teacher sees, too
 * @param real peaks of each range that the teacher sees as objects
 */
public record VerdictOutcome(int missed, int invented, int agreed, int[] right, int[] real) {

  /** Around which F1 {@link #gain} is the slope. */
  public static final double WORKING_F1 = 0.75;

  public VerdictOutcome {
    if (right.length != ScoreHistogram.COUNT || real.length != ScoreHistogram.COUNT) {
      throw new IllegalArgumentException("an outcome counts " + ScoreHistogram.COUNT + " ranges");
    }
  }

  /** Compares a frame with the teacher's objects; labels meet by name. */
  public static VerdictOutcome of(FrameFeatures look, List<Detection> teacher) {
    int agreed = DetectionMatches.of(look.objects(), teacher).size();
    List<Detection> candidates = new ArrayList<>(look.doubtful());
    candidates.addAll(look.peaks());
    Set<Detection> found = DetectionMatches.of(candidates, teacher);
    int[] right = new int[ScoreHistogram.COUNT];
    int[] real = new int[ScoreHistogram.COUNT];
    look.doubtful().stream()
        .filter(found::contains)
        .forEach(d -> right[ScoreHistogram.shown(d.score(), look.threshold())]++);
    look.peaks().stream()
        .filter(found::contains)
        .forEach(d -> real[ScoreHistogram.peak(d.score(), look.floor(), look.threshold())]++);
    return new VerdictOutcome(
        teacher.size() - agreed, look.objects().size() - agreed, agreed, right, real);
  }

  /**
   * What the verdict adds to F1, up to a factor: with {@code F1 = 2 TP / (2 TP + FP + FN)}, a found
   * object adds {@code 2 - F1}, a false one that goes adds {@code F1}.
   */
  public double gain() {
    return gain(missed, invented);
  }

  /** The gain of so many objects found and so many false ones gone. */
  public static double gain(double found, double gone) {
    return (2 - WORKING_F1) * found + WORKING_F1 * gone;
  }
}
