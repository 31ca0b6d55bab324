package io.vedette.edge.escalate.policy;

import io.vedette.edge.escalate.signal.Signal;
import io.vedette.edge.escalate.signal.Signals;

/**
 * Sedna's threshold filter: hard is a frame whose objects score below one half on average. A frame
 * on which nothing is shown is never hard.
 *
 * @see <a
 *     href="https://github.com/kubeedge/sedna/tree/main/lib/sedna/algorithms/hard_example_mining">Sedna,
 *     hard example mining</a>
 */
final class SednaMeanPolicy implements Policy {

  private static final float MEAN = 0.5f;

  @Override
  public String name() {
    return "sedna-mean";
  }

  @Override
  public double worth(Signals signals, double random) {
    boolean hard = signals.get(Signal.BOXES) > 0 && signals.get(Signal.MEAN_SCORE) < MEAN;
    return hard ? 1 + random : random;
  }
}
