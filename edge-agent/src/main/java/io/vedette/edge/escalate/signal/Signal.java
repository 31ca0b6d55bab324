package io.vedette.edge.escalate.signal;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One number that may tell that the student is wrong about a frame. Its value in a log is a byte:
 * {@link #step} says how fine.
 */
public enum Signal {
  /** Objects whose score is barely above the threshold, 0 (none) to 1. */
  UNCERTAIN(1 / 255f, look -> Uncertainty.uncertain(look)),
  /** Peaks below the threshold where no object is shown, 0 to 1. */
  MISSED(1 / 255f, look -> Uncertainty.missed(look)),
  /** Objects that vanished in plain view or changed their name, 0 to 1. */
  FLICKER(1 / 255f, look -> 1 - Math.pow(0.5, look.unsteady())),
  /** Share of the picture that moves where nothing is detected. */
  MOTION(1 / 255f, FrameFeatures::unseenMotion),
  /** How unlike the camera's other frames, 0 to 1. */
  NOVELTY(1 / 255f, FrameFeatures::novelty),
  /** Mean entropy of the shown objects' scores as chances, bits. */
  ENTROPY(1 / 255f, look -> Uncertainty.entropy(look.shown())),
  /** Boxes that the detector shows as it comes, at scores from 0.25 on. */
  BOXES(1, look -> look.boxes().size()),
  /** Mean score of the boxes; 0 where there are none. */
  MEAN_SCORE(1 / 255f, look -> Uncertainty.meanScore(look.boxes())),
  /** Share of the boxes with a score of at most one half. */
  LOW_SHARE(1 / 255f, look -> Uncertainty.lowShare(look.boxes())),
  /** Sedna's {@code 1 + Σ p ln p / ln n} over the boxes' scores p; 1 for fewer than two. */
  CROSS_ENTROPY(1 / 255f, look -> Uncertainty.crossEntropy(look.boxes())),
  /** Objects shown. */
  OBJECTS(1, look -> look.shown().size()),
  /** Objects shown that cover less than a hundredth of the picture. */
  SMALL(1, look -> look.shown().stream().filter(d -> d.box().area() < look.area() / 100).count()),
  /** Objects that a verdict has vouched for and the student sees. */
  VERIFIED(1, look -> look.verified().size()),
  /** Objects that are known from a verdict only. */
  CARRIED(1, look -> look.carried().size()),
  /** How long ago the camera's last verdict is: 0 (now) to 1 (never), half after a second. */
  STALENESS(1 / 255f, look -> 1 - Math.pow(0.5, look.secondsSinceVerdict())),
  /** Unverified objects by score, {@link ScoreHistogram}. */
  SHOWN_0(1, look -> Uncertainty.shown(look, 0)),
  SHOWN_1(1, look -> Uncertainty.shown(look, 1)),
  SHOWN_2(1, look -> Uncertainty.shown(look, 2)),
  SHOWN_3(1, look -> Uncertainty.shown(look, 3)),
  SHOWN_4(1, look -> Uncertainty.shown(look, 4)),
  SHOWN_5(1, look -> Uncertainty.shown(look, 5)),
  /** Uncovered peaks by score, {@link ScoreHistogram}. */
  PEAKS_0(1, look -> Uncertainty.peaks(look, 0)),
  PEAKS_1(1, look -> Uncertainty.peaks(look, 1)),
  PEAKS_2(1, look -> Uncertainty.peaks(look, 2)),
  PEAKS_3(1, look -> Uncertainty.peaks(look, 3)),
  PEAKS_4(1, look -> Uncertainty.peaks(look, 4)),
  PEAKS_5(1, look -> Uncertainty.peaks(look, 5));

  /** In the order of a log's bytes: new signals go to the end. */
  public static final List<Signal> ALL = List.of(values());

  private final float step;
  private final ToDoubleFunction<FrameFeatures> reading;

  Signal(float step, ToDoubleFunction<FrameFeatures> reading) {
    this.step = step;
    this.reading = reading;
  }

  /** What one unit of a logged byte is worth. */
  public float step() {
    return step;
  }

  float read(FrameFeatures look) {
    return (float) reading.applyAsDouble(look);
  }

  /** The unverified objects of a range of scores. */
  public static Signal shown(int bin) {
    return ALL.get(SHOWN_0.ordinal() + bin);
  }

  /** The peaks of a range of scores. */
  public static Signal peaks(int bin) {
    return ALL.get(PEAKS_0.ordinal() + bin);
  }

  /** "mean-score". */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
