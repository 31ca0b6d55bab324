package io.vedette.edge.escalate.policy;

import io.vedette.edge.escalate.signal.Signal;
import io.vedette.edge.escalate.signal.Signals;

/**
 * Sedna's cross-entropy filter: hard is a frame with {@code 1 + Σ p ln p / ln n} below one half, p
 * the scores of its n boxes. A frame on which nothing is shown is never hard.
 *
 * @see <a
 *     href="https://github.com/kubeedge/sedna/tree/main/lib/sedna/algorithms/hard_example_mining">Sedna,
 *     hard example mining</a>
 */
final class SednaEntropyPolicy implements Policy {

  private static final float BELOW = 0.5f;

  @Override
  public String name() {
    return "sedna-entropy";
  }

  @Override
  public double worth(Signals signals, double random) {
    boolean hard = signals.get(Signal.BOXES) > 0 && signals.get(Signal.CROSS_ENTROPY) < BELOW;
    return hard ? 1 + random : random;
  }
}
