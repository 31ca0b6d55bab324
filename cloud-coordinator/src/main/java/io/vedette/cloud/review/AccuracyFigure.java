package io.vedette.cloud.review;

import java.util.function.ToDoubleFunction;

/** A figure of accuracy as a ratio of means over frames. */
enum AccuracyFigure {
  /** Share of what the detector said that is there. */
  PRECISION(FrameTally::found, FrameTally::said),
  /** Share of what is there that the detector found. */
  RECALL(FrameTally::found, FrameTally::there),
  /** {@code 2 found / (said + there)}, the harmonic mean of both. */
  F1(tally -> 2.0 * tally.found(), tally -> (double) tally.said() + tally.there());

  private final ToDoubleFunction<FrameTally> above;
  private final ToDoubleFunction<FrameTally> below;

  AccuracyFigure(ToDoubleFunction<FrameTally> above, ToDoubleFunction<FrameTally> below) {
    this.above = above;
    this.below = below;
  }

  double above(FrameTally tally) {
    return above.applyAsDouble(tally);
  }

  double below(FrameTally tally) {
    return below.applyAsDouble(tally);
  }
}
