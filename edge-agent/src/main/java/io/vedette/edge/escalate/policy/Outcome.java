package io.vedette.edge.escalate.policy;

import io.vedette.detector.Detection;
import io.vedette.edge.escalate.signal.Bins;
import io.vedette.edge.escalate.signal.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a verdict showed of a frame. Arrays are by range of score, {@link Bins}.
 *
 * @param missed the teacher's objects that were not shown, or shown under another name
 * @param invented shown objects that the teacher does not see under that name
 * @param agreed shown objects that the teacher sees, too
 * @param right unverified objects of each range that the teacher sees, too
 * @param real peaks of each range that the teacher sees as objects
 */
public record Outcome(int missed, int invented, int agreed, int[] right, int[] real) {

  /** Around which F1 {@link #gain} is the slope. */
  public static final double WORKING_F1 = 0.75;

  public Outcome {
    if (right.length != Bins.COUNT || real.length != Bins.COUNT) {
      throw new IllegalArgumentException("an outcome counts " + Bins.COUNT + " ranges");
    }
  }

  /** Compares a frame with the teacher's objects; labels meet by name. */
  public static Outcome of(Look look, List<Detection> teacher) {
    int agreed = Matches.of(look.objects(), teacher).size();
    List<Detection> candidates = new ArrayList<>(look.doubtful());
    candidates.addAll(look.peaks());
    Set<Detection> found = Matches.of(candidates, teacher);
    int[] right = new int[Bins.COUNT];
    int[] real = new int[Bins.COUNT];
    look.doubtful().stream()
        .filter(found::contains)
        .forEach(d -> right[Bins.shown(d.score(), look.threshold())]++);
    look.peaks().stream()
        .filter(found::contains)
        .forEach(d -> real[Bins.peak(d.score(), look.floor(), look.threshold())]++);
    return new Outcome(
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
