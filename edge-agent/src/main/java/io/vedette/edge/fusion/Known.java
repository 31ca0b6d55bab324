package io.vedette.edge.fusion;

import io.vedette.detector.Detection;
import io.vedette.edge.track.Seen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a camera's view after a frame.
 *
 * @param held objects of the last verdict
 * @param denied what the student shows and a verdict did not see, each where it was last
 * @param fresh what else the student shows now
 * @param sight the frame
 * @param verdictMillis time of the frame that the last verdict was about
 */
record Known(
    List<Held> held, List<Denied> denied, List<Fresh> fresh, Sight sight, long verdictMillis) {

  /**
   * For so long a verdict counts for what the student does not see itself; for so long nothing may
   * be seen of what was denied before it is something new.
   */
  static final long LIFE_MILLIS = 2_000;

  static final Known NOTHING =
      new Known(List.of(), List.of(), List.of(), Sight.NONE, Long.MIN_VALUE);

  /** What a verdict did not see, and when the student last saw it. */
  record Denied(Seen seen, long millis) {}

  /**
   * A sure detection that no object of the last verdict explains.
   *
   * @param denied the verdict saw nothing there
   */
  record Fresh(Seen seen, boolean denied) {}

  /** Whether the last verdict still counts. */
  boolean isLately() {
    return verdictMillis != Long.MIN_VALUE && sight.millis() - verdictMillis <= LIFE_MILLIS;
  }

  /** One frame later. */
  Known after(Sight next) {
    Known then = new Known(held, denied, List.of(), next, verdictMillis);
    List<Seen> free = new ArrayList<>(next.seen());
    List<Held> moved = new ArrayList<>();
    for (Held object : held) {
      Seen support = Places.best(free, object.expected(next.millis()), object.object().label());
      free.remove(support);
      Held now = object.after(next.millis(), support);
      if (next.isInView(now.object().box())
          && (then.isLately() || support != null && support.isSure())) {
        moved.add(now);
      }
    }
    return then.with(moved, free.stream().filter(Seen::isSure).toList());
  }

  private Known with(List<Held> moved, List<Seen> unexplained) {
    List<Seen> before = denied.stream().map(Denied::seen).toList();
    List<Fresh> news = new ArrayList<>();
    List<Seen> refused = new ArrayList<>();
    for (Seen seen : unexplained) {
      boolean again = isSecondBox(seen.detection(), moved);
      boolean settled = again || near(seen, before) != null;
      if (settled) {
        refused.add(seen);
      }
      if (!again) {
        news.add(new Fresh(seen, settled));
      }
    }
    return new Known(List.copyOf(moved), still(refused), List.copyOf(news), sight, verdictMillis);
  }

  private static boolean isSecondBox(Detection detection, List<Held> held) {
    return held.stream()
        .map(Held::object)
        .anyMatch(
            object ->
                object.label().equals(detection.label())
                    && object.box().iou(detection.box()) >= Places.SAME_OBJECT);
  }

  private static @Nullable Seen near(Seen seen, List<Seen> all) {
    return Places.best(all, seen.detection().box(), seen.detection().label());
  }

  private List<Denied> still(List<Seen> refused) {
    List<Denied> all = new ArrayList<>(refused.stream().map(this::now).toList());
    for (Denied before : denied) {
      boolean fades = sight.millis() - before.millis() > LIFE_MILLIS;
      if (!fades && near(before.seen(), refused) == null) {
        all.add(before);
      }
    }
    return List.copyOf(all);
  }

  private Denied now(Seen seen) {
    return new Denied(seen, sight.millis());
  }

  /**
   * After a verdict on this frame, which is the whole truth about it: objects of earlier ones are
   * the same or gone. An object keeps its number, or takes that of the track that shows it.
   *
   * @param teacher its objects, each with the number that it gets else
   */
  Known told(List<Seen> teacher) {
    List<Seen> free = new ArrayList<>(sight.seen());
    List<Held> before = new ArrayList<>(held);
    List<Held> now = new ArrayList<>();
    Set<Long> taken = new HashSet<>();
    for (Seen spoken : teacher) {
      Detection object = spoken.detection();
      Seen support = Places.best(free, object.box(), object.label());
      free.remove(support);
      Held same = Places.same(before, object);
      before.remove(same);
      long id = number(spoken, same, support, taken);
      now.add(
          same == null
              ? Held.first(id, object, support, sight.millis())
              : same.again(id, object, support, sight.millis(), verdictMillis));
    }
    List<Denied> refused =
        free.stream()
            .filter(Seen::isSure)
            .map(seen -> now(new Seen(seen.detection(), number(seen))))
            .toList();
    return new Known(List.copyOf(now), refused, List.of(), sight, sight.millis());
  }

  private long number(Seen spoken, @Nullable Held same, @Nullable Seen support, Set<Long> taken) {
    if (same != null && taken.add(same.id())) {
      return same.id();
    }
    if (support != null && support.isSure() && taken.add(number(support))) {
      return number(support);
    }
    return spoken.trackId();
  }

  /** The number under which a sure detection goes: its object's, or its track's. */
  long number(Seen seen) {
    return held.stream()
        .filter(object -> seen.equals(object.support()))
        .map(Held::id)
        .findFirst()
        .orElse(seen.trackId());
  }
}
