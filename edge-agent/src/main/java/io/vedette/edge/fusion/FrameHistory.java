package io.vedette.edge.fusion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last seconds, frame by frame, so that a late verdict can be lived through again: what was
 * known after each, and the verdict on it.
 */
final class FrameHistory {

  private static final long KEPT_MILLIS = 15_000;
  private static final int KEPT_MOMENTS = 500;

  private final Deque<Moment> moments = new ArrayDeque<>();

  private record Moment(FusionState known, @Nullable TeacherView verdict) {}

  void add(FusionState known) {
    moments.addLast(new Moment(known, null));
    long millis = known.sight().millis();
    while (moments.size() > KEPT_MOMENTS
        || millis - moments.getFirst().known.sight().millis() > KEPT_MILLIS) {
      moments.removeFirst();
    }
  }

  /** What was known after a frame; null once it is forgotten. */
  @Nullable FusionState at(long millis) {
    return moments.stream()
        .map(Moment::known)
        .filter(known -> known.sight().millis() == millis)
        .findFirst()
        .orElse(null);
  }

  /** All that came since a frame, again, with the verdict on it; what is known now. */
  FusionState relive(long millis, TeacherView verdict) {
    List<Moment> all = new ArrayList<>(moments);
    moments.clear();
    FusionState known = FusionState.NOTHING;
    for (Moment moment : all) {
      FusionState before = moment.known;
      long at = before.sight().millis();
      TeacherView said = at == millis ? verdict : moment.verdict;
      if (at < millis) {
        known = before;
      } else {
        known = at == millis ? before : known.after(before.sight());
        known = said == null ? known : known.told(said);
      }
      moments.addLast(new Moment(known, said));
    }
    return known;
  }

  void clear() {
    moments.clear();
  }
}
