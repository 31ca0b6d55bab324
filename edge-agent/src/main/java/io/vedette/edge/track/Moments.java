package io.vedette.edge.track;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was seen in the last seconds, so that a late verdict can be lived through again: every
 * track's place and every faint candidate, frame by frame.
 */
final class Moments {

  private static final long KEPT_MILLIS = 15_000;
  private static final int KEPT_MOMENTS = 500;

  /** The faintest candidates of a frame that shows hundreds are noise. */
  private static final int MAX_FAINT = 50;

  /** An observation that belongs to no track. */
  static final long NO_TRACK = -1;

  private final Deque<Moment> moments = new ArrayDeque<>();

  record Observed(Detection detection, long trackId) {}

  record Moment(long millis, List<Observed> observed) {

    /** What overlaps a box most, at least by {@code least}, of no {@code taken} track. */
    @Nullable Observed best(Box box, float least, Set<Long> taken) {
      Observed best = null;
      float overlap = least;
      for (Observed candidate : observed) {
        float iou = candidate.detection.box().iou(box);
        if (iou >= overlap && !taken.contains(candidate.trackId)) {
          best = candidate;
          overlap = iou;
        }
      }
      return best;
    }
  }

  /** Keeps a frame. */
  void add(long millis, List<Observed> ofTracks, List<Detection> faint) {
    List<Observed> observed = new ArrayList<>(ofTracks);
    faint.stream()
        .sorted(Comparator.comparingDouble(Detection::score).reversed())
        .limit(MAX_FAINT)
        .forEach(detection -> observed.add(new Observed(detection, NO_TRACK)));
    moments.addLast(new Moment(millis, observed));
    while (moments.size() > KEPT_MOMENTS || millis - moments.getFirst().millis > KEPT_MILLIS) {
      moments.removeFirst();
    }
  }

  /** Whether the memory goes back to a time. */
  boolean reach(long millis) {
    return !moments.isEmpty() && moments.getFirst().millis <= millis;
  }

  /** The moments from a time on, oldest first. */
  List<Moment> from(long millis) {
    return moments.stream().filter(moment -> moment.millis >= millis).toList();
  }

  void clear() {
    moments.clear();
  }
}
