package io.vedette.detector.evaluate;

import io.vedette.detector.Detection;
import io.vedette.detector.dataset.Truth;
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
  private Found found = new Found(0, 0, 0, 0);

  /**
   * Which objects were found at a score threshold.
   *
   * @param onlyOne by the first detector alone
   */
  public record Found(int both, int onlyOne, int onlyOther, int neither) {

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
  }

  /** Adds one picture with both answers. */
  public void add(List<Truth> truths, List<Detection> ones, List<Detection> others) {
    one.add(truths, ones);
    other.add(truths, others);
    for (Truth truth : truths) {
      if (!truth.crowd()) {
        found = with(finds(ones, truth), finds(others, truth));
      }
    }
  }

  private Found with(boolean first, boolean second) {
    return new Found(
        found.both + (first && second ? 1 : 0),
        found.onlyOne + (first && !second ? 1 : 0),
        found.onlyOther + (!first && second ? 1 : 0),
        found.neither + (!first && !second ? 1 : 0));
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
    return found;
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
