package io.vedette.detector.evaluate;

import io.vedette.detector.Detection;
import io.vedette.detector.dataset.Truth;
import java.util.Arrays;
import java.util.List;

/**
 * Two detectors on the same labelled pictures. What makes a picture easy makes it easy for both, so
 * the pictures are resampled for both alike: the difference is surer than either figure.
 */
public final class PairedEvaluation {

  private static final double OVERLAP = 0.5;

  private final RankedAnswers one;
  private final RankedAnswers other;
  private final double threshold;
  private final Found[] found;
  private int pictures;

  /**
   * Which objects were found at a score threshold.
   *
   * @param onlyOne by the first detector alone
   */
  public record Found(int both, int onlyOne, int onlyOther, int neither) {

    private static final Found NOTHING = new Found(0, 0, 0, 0);

    /** How many the first detector found. */
    public int one() {
      return both + onlyOne;
    }

    private Found plus(Found more) {
      return new Found(
          both + more.both,
          onlyOne + more.onlyOne,
          onlyOther + more.onlyOther,
          neither + more.neither);
    }

    /** How often chance alone would part the two so unevenly. */
    public double probability() {
      return SignTest.of(onlyOne, onlyOther);
    }
  }

  /**
   * @param classes how many there are
   * @param threshold score from which an object counts as found, 0 to 1
   */
  public PairedEvaluation(int classes, double threshold) {
    this.one = new RankedAnswers(classes);
    this.other = new RankedAnswers(classes);
    this.threshold = threshold;
    this.found = new Found[classes];
    Arrays.fill(found, Found.NOTHING);
  }

  /** Adds one picture with both answers. */
  public void add(List<Truth> truths, List<Detection> ones, List<Detection> others) {
    one.add(truths, ones);
    other.add(truths, others);
    boolean finds = false;
    for (Truth truth : truths) {
      if (!truth.crowd()) {
        Found here = found(finds(ones, truth), finds(others, truth));
        found[truth.classId()] = found[truth.classId()].plus(here);
        finds |= here.one() > 0;
      }
    }
    pictures += finds ? 1 : 0;
  }

  private static Found found(boolean first, boolean second) {
    return new Found(
        first && second ? 1 : 0,
        first && !second ? 1 : 0,
        !first && second ? 1 : 0,
        first || second ? 0 : 1);
  }

  private boolean finds(List<Detection> answers, Truth truth) {
    return answers.stream()
        .anyMatch(
            answer ->
                answer.score() >= threshold
                    && answer.classId() == truth.classId()
                    && answer.box().iou(truth.box()) >= OVERLAP);
  }

  public Found found() {
    return Arrays.stream(found).reduce(Found.NOTHING, Found::plus);
  }

  /** Which objects of one class were found. */
  public Found found(int classId) {
    return found[classId];
  }

  /** How many pictures have an object that the first detector found. */
  public int picturesWithFinds() {
    return pictures;
  }

  /** AP50 of the first detector. */
  public Interval one(int resamples, long seed) {
    return Interval.of(one.pictures(), one::ap50, resamples, seed);
  }

  /** AP50 of the second detector. */
  public Interval other(int resamples, long seed) {
    return Interval.of(other.pictures(), other::ap50, resamples, seed);
  }

  /** How much more AP50 the second detector has than the first. */
  public Interval difference(int resamples, long seed) {
    return Interval.of(
        one.pictures(), times -> other.ap50(times) - one.ap50(times), resamples, seed);
  }
}
