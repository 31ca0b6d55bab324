package io.vedette.benchmarks.learning;

import io.vedette.detector.dataset.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * Which frames a distillation trains on.
 *
 * @param most frames in all
 * @param rehearsed share of them that are older frames, 0 to 1
 * @param rehearsal which older frames
 */
record FrameSelection(int most, double rehearsed, Rehearsal rehearsal) {

  /** Chooses among older frames. */
  interface Rehearsal {
    /** At most so many of them. */
    List<Sample> choose(List<Sample> older, int count);
  }

  /** The newest of some frames, in their order. */
  List<Sample> newest(List<Sample> frames, int count) {
    return frames.subList(Math.max(0, frames.size() - count), frames.size());
  }

  /** What is trained on, of all frames so far. */
  List<Sample> of(List<Sample> frames) {
    int old = (int) Math.round(most * rehearsed);
    List<Sample> fresh = newest(frames, most - old);
    List<Sample> chosen =
        new ArrayList<>(rehearsal.choose(frames.subList(0, frames.size() - fresh.size()), old));
    chosen.addAll(fresh);
    return chosen;
  }
}
