package io.vedette.edge.fusion;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.Seen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a camera's view after a frame.
 *
 * @param held objects of the last verdicts
 * @param denied what the student shows and a verdict did not see, each where it was last
 * @param fresh what else the student shows now
 * @param sight the frame
 * @param glances verdicts that still count, the last one last
 */
record Known(
    List<Held> held, List<Denied> denied, List<Fresh> fresh, Sight sight, List<Glance> glances) {

  /**
   * For so long a verdict counts for what the student does not see itself; for so long nothing may
   * be seen of what was denied before it is something new.
   */
  static final long LIFE_MILLIS = 2_000;

  static final Known NOTHING = new Known(List.of(), List.of(), List.of(), Sight.NONE, List.of());

  /** What a verdict did not see, and when the student last saw it. */
  record Denied(Seen seen, long millis) {}

  /**
   * A sure detection that no object of the last verdict explains.
   *
   * @param denied the verdict saw nothing there
   */
  record Fresh(Seen seen, boolean denied) {}

  /** Whether a verdict that still counts spoke of a place. */
  boolean isLately(Box box) {
    return Glance.at(box, glances, sight.millis());
  }

  /** One frame later. */
  Known after(Sight next) {
    Known then = new Known(held, denied, List.of(), next, glances);
    List<Seen> free = new ArrayList<>(next.seen());
    List<Held> moved = new ArrayList<>();
    for (Held object : held) {
      Seen support = Places.best(free, object.expected(next.millis()), object.object().label());
      free.remove(support);
      Held now = object.after(next.millis(), support);
      boolean lately = next.millis() - now.toldMillis() <= LIFE_MILLIS;
      if (next.isInView(now.object().box()) && (lately || support != null && support.isSure())) {
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
    return new Known(List.copyOf(moved), still(refused), List.copyOf(news), sight, glances);
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
   * After a verdict on this frame, which is the whole truth about its region: objects of earlier
   * ones are the same or gone there, and elsewhere as before. An object keeps its number, or takes
   * that of the track that shows it.
   */
  Known told(Word word) {
    List<Seen> free = new ArrayList<>(sight.seen());
    List<Held> before = new ArrayList<>(held);
    List<Held> now = new ArrayList<>();
    Set<Long> taken = new HashSet<>();
    for (Seen spoken : word.objects()) {
      Detection object = spoken.detection();
      Seen support = Places.best(free, object.box(), object.label());
      free.remove(support);
      Held same = Places.same(before, object);
      before.remove(same);
      long id = number(spoken, same, support, taken);
      now.add(
          same == null
              ? Held.first(id, object, support, sight.millis())
              : same.again(id, object, support, sight.millis()));
    }
    for (Held other : before) {
      if (!word.denies(other.object().box())) {
        now.add(other);
        free.remove(other.support());
      }
    }
    Glance glance = new Glance(word, sight.millis());
    return new Known(
        List.copyOf(now), refused(free, word), unspoken(free, word), sight, glance.after(glances));
  }

  private List<Denied> refused(List<Seen> free, Word word) {
    Stream<Denied> there =
        free.stream()
            .filter(seen -> seen.isSure() && word.denies(seen.detection().box()))
            .map(seen -> now(new Seen(seen.detection(), number(seen))));
    Stream<Denied> elsewhere =
        denied.stream().filter(d -> !word.region().judges(d.seen().detection().box()));
    return Stream.concat(there, elsewhere).toList();
  }

  /** What was new and still is: the verdict says nothing of it. */
  private List<Fresh> unspoken(List<Seen> free, Word word) {
    return fresh.stream()
        .filter(f -> free.contains(f.seen()) && !word.denies(f.seen().detection().box()))
        .toList();
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
