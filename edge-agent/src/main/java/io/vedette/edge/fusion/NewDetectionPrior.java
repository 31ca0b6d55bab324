package io.vedette.edge.fusion;

import io.vedette.detector.Detection;
import io.vedette.edge.escalate.policy.DetectionMatches;
import io.vedette.edge.escalate.policy.ScoreCalibration;
import io.vedette.edge.escalate.signal.ScoreHistogram;
import io.vedette.edge.fusion.FusionState.Fresh;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How often verdicts find that right which the student shows shortly after another verdict that did
 * not speak of it, by its score. Most often it is wrong: what is right the first verdict saw.
 */
final class NewDetectionPrior {

  private static final double PRIOR_STRENGTH = 10;

  /** The last few hundred count: versions of the student and light change. */
  private static final double MEMORY = 400;

  /** Of F1 near 0.9 a guess raises it from about this chance on. */
  private static final double ENOUGH = 0.45;

  private final ScoreCalibration unseen =
      new ScoreCalibration(PRIOR_STRENGTH, MEMORY, 0.2, 0.25, 0.3, 0.4, 0.55, 0.8);
  private final ScoreCalibration denied =
      new ScoreCalibration(PRIOR_STRENGTH, MEMORY, 0.05, 0.05, 0.1, 0.15, 0.25, 0.4);

  /** Whether something new is shown. */
  boolean isEnough(Fresh fresh, float threshold) {
    return of(fresh).chance(bin(fresh, threshold)) >= ENOUGH;
  }

  /**
   * A verdict came on a frame of which this was known before. What an earlier verdict could not
   * speak of, or this one cannot judge, teaches nothing.
   */
  void learn(FusionState known, TeacherView word, float threshold) {
    Set<Detection> right =
        DetectionMatches.of(
            Stream.concat(
                    known.held().stream().map(object -> object.object()),
                    known.fresh().stream().map(fresh -> fresh.seen().detection()))
                .toList(),
            word.detections());
    for (Fresh fresh : known.fresh()) {
      Detection seen = fresh.seen().detection();
      boolean real = right.contains(seen);
      if (known.isLately(seen.box()) && (real || word.denies(seen.box()))) {
        of(fresh).learn(bin(fresh, threshold), real ? 1 : 0, 1);
      }
    }
  }

  private ScoreCalibration of(Fresh fresh) {
    return fresh.denied() ? denied : unseen;
  }

  private static int bin(Fresh fresh, float threshold) {
    return ScoreHistogram.shown(fresh.seen().detection().score(), threshold);
  }
}
