package io.vedette.edge.escalate.policy;

import io.vedette.edge.escalate.signal.Signal;
import io.vedette.edge.escalate.signal.Signals;

/**
 * Sedna's image-box-thresholds filter: hard is a frame of whose boxes at least {@code 1 - 0.5} have
 * a score of at most 0.5. A frame on which nothing is shown is never hard.
 *
 * @see <a
 *     href="https://github.com/kubeedge/sedna/tree/main/lib/sedna/algorithms/hard_example_mining">Sedna,
 *     hard example mining</a>
 */
final class SednaIbtPolicy implements Policy {

  /** A logged share is a byte: one half comes back a little above or below. */
  private static final float SHARE = 0.5f - 1f / 510;

  @Override
  public String name() {
    return "sedna-ibt";
  }

  @Override
  public double worth(Signals signals, double random) {
    boolean hard = signals.get(Signal.BOXES) > 0 && signals.get(Signal.LOW_SHARE) >= SHARE;
    return hard ? 1 + random : random;
  }
}
