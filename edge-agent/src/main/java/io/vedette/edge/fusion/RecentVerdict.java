package io.vedette.edge.fusion;

import io.vedette.detector.Box;
import java.util.List;
import java.util.stream.Stream;

/**
 * A verdict that was heard.
 *
 * @param millis time of the frame that it was about
 */
record RecentVerdict(TeacherView word, long millis) {

  /** For so long it counts. */
  private boolean isLately(long now) {
    return now - millis <= FusionState.LIFE_MILLIS;
  }

  /** Whether one of them spoke of a place lately. */
  static boolean at(Box box, List<RecentVerdict> all, long now) {
    return all.stream().anyMatch(glance -> glance.isLately(now) && glance.word.denies(box));
  }

  /** This one, and those before it that it does not replace and that still count. */
  List<RecentVerdict> after(List<RecentVerdict> before) {
    boolean replaces = word.region().isWhole();
    return Stream.concat(
            before.stream().filter(glance -> !replaces && glance.isLately(millis)), Stream.of(this))
        .toList();
  }
}
