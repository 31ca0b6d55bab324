package io.vedette.edge.fusion;

import io.vedette.detector.Detection;
import io.vedette.edge.escalate.policy.Calibration;
import io.vedette.edge.escalate.policy.Matches;
import io.vedette.edge.escalate.signal.Bins;
import io.vedette.edge.fusion.Known.Fresh;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How often verdicts find that right which the student shows shortly after another verdict that did
 * not speak of it, by its score. Most often it is wrong: what is right the first verdict saw.
 */
final class Credit {

  private static final double PRIOR_STRENGTH = 10;

  /** The last few hundred count: versions of the student and light change. */
  private static final double MEMORY = 400;

  /** Of F1 near 0.9 a guess raises it from about this chance on. */
  private static final double ENOUGH = 0.45;

  private final Calibration unseen =
      new Calibration(PRIOR_STRENGTH, MEMORY, 0.2, 0.25, 0.3, 0.4, 0.55, 0.8);
  private final Calibration denied =
      new Calibration(PRIOR_STRENGTH, MEMORY, 0.05, 0.05, 0.1, 0.15, 0.25, 0.4);

  /** Whether something new is shown. */
  boolean isEnough(Fresh fresh, float threshold) {
    return of(fresh).chance(bin(fresh, threshold)) >= ENOUGH;
  }

  /**
   * A verdict came on a frame of which this was known before. What an earlier verdict could not
   * speak of, or this one cannot judge, teaches nothing.
   */
  void learn(Known known, Word word, float threshold) {
    Set<Detection> right =
        Matches.of(
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

  private Calibration of(Fresh fresh) {
    return fresh.denied() ? denied : unseen;
  }

  private static int bin(Fresh fresh, float threshold) {
    return Bins.shown(fresh.seen().detection().score(), threshold);
  }
}
