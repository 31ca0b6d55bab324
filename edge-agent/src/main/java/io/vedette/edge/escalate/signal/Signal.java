package io.vedette.edge.escalate.signal;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A number that may tell that the student is wrong about a frame. Its value in a log is a byte, in
 * units of {@link #step}.
 */
public enum Signal {
  /** Objects whose score is barely above the threshold, 0 (none) to 1. */
  UNCERTAIN(1 / 255f, f -> Uncertainty.uncertain(f)),
  /** Peaks below the threshold where no object is shown, 0 to 1. */
  MISSED(1 / 255f, f -> Uncertainty.missed(f)),
  /** Objects that vanished in plain view or changed their label, 0 to 1. */
  FLICKER(1 / 255f, f -> 1 - Math.pow(0.5, f.unsteady())),
  /** Share of the picture that moves where nothing is detected. */
  MOTION(1 / 255f, f -> f.context().unseenMotion()),
  /** How unlike the camera's other frames, 0 to 1. */
  NOVELTY(1 / 255f, f -> f.context().novelty()),
  /** Mean entropy of the shown objects' scores as chances, bits. */
  ENTROPY(1 / 255f, f -> Uncertainty.entropy(f.detections().shown())),
  /** Boxes that a detector shows by default, from a score of 0.25 on. */
  BOXES(1, f -> f.detections().boxes().size()),
  /** Mean score of the boxes; 0 where there are none. */
  MEAN_SCORE(1 / 255f, f -> Uncertainty.meanScore(f.detections().boxes())),
  /** Share of the boxes with a score of at most one half. */
  LOW_SHARE(1 / 255f, f -> Uncertainty.lowShare(f.detections().boxes())),
  /** Sedna's {@code 1 + Σ p ln p / ln n} over the boxes' scores p; 1 for fewer than two. */
  CROSS_ENTROPY(1 / 255f, f -> Uncertainty.crossEntropy(f.detections().boxes())),
  /** Objects shown. */
  OBJECTS(1, f -> f.detections().shown().size()),
  /** Objects shown that cover less than a hundredth of the picture. */
  SMALL(
      1,
      f ->
          f.detections().shown().stream()
              .filter(d -> d.box().area() < f.context().area() / 100)
              .count()),
  /** Objects that a verdict has verified and the student sees. */
  VERIFIED(1, f -> f.detections().verified().size()),
  /** Objects that only a verdict knows of. */
  CARRIED(1, f -> f.detections().carried().size()),
  /** Time since the camera's last verdict: 0 (now) to 1 (never), one half after a second. */
  STALENESS(1 / 255f, f -> 1 - Math.pow(0.5, f.context().secondsSinceVerdict())),
  /** Unverified objects by score, {@link ScoreHistogram}. */
  SHOWN_0(1, f -> Uncertainty.shown(f, 0)),
  SHOWN_1(1, f -> Uncertainty.shown(f, 1)),
  SHOWN_2(1, f -> Uncertainty.shown(f, 2)),
  SHOWN_3(1, f -> Uncertainty.shown(f, 3)),
  SHOWN_4(1, f -> Uncertainty.shown(f, 4)),
  SHOWN_5(1, f -> Uncertainty.shown(f, 5)),
  /** Uncovered peaks by score, {@link ScoreHistogram}. */
  PEAKS_0(1, f -> Uncertainty.peaks(f, 0)),
  PEAKS_1(1, f -> Uncertainty.peaks(f, 1)),
  PEAKS_2(1, f -> Uncertainty.peaks(f, 2)),
  PEAKS_3(1, f -> Uncertainty.peaks(f, 3)),
  PEAKS_4(1, f -> Uncertainty.peaks(f, 4)),
  PEAKS_5(1, f -> Uncertainty.peaks(f, 5));

  /** In the order of a log's bytes: new signals are appended. */
  public static final List<Signal> ALL = List.of(values());

  private final float step;
  private final ToDoubleFunction<FrameFeatures> reading;

  Signal(float step, ToDoubleFunction<FrameFeatures> reading) {
    this.step = step;
    this.reading = reading;
  }

  /** The value of one unit of a logged byte. */
  public float step() {
    return step;
  }

  float read(FrameFeatures features) {
    return (float) reading.applyAsDouble(features);
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
