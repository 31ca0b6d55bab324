package io.vedette.edge.fusion;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.TrackedDetection;
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
record FusionState(
    List<TeacherTrack> held,
    List<Denied> denied,
    List<Fresh> fresh,
    StudentView sight,
    List<RecentVerdict> glances) {

  /**
   * For so long a verdict counts for what the student does not see itself; for so long nothing may
   * be seen of what was denied before it is something new.
   */
  static final long LIFE_MILLIS = 2_000;

  static final FusionState NOTHING =
      new FusionState(List.of(), List.of(), List.of(), StudentView.NONE, List.of());

  /** What a verdict did not see, and when the student last saw it. */
  record Denied(TrackedDetection seen, long millis) {}

  /**
   * A sure detection that no object of the last verdict explains.
   *
   * @param denied the verdict saw nothing there
   */
  record Fresh(TrackedDetection seen, boolean denied) {}

  /** Whether a verdict that still counts spoke of a place. */
  boolean isLately(Box box) {
    return RecentVerdict.at(box, glances, sight.millis());
  }

  /** One frame later. */
  FusionState after(StudentView next) {
    FusionState then = new FusionState(held, denied, List.of(), next, glances);
    List<TrackedDetection> free = new ArrayList<>(next.seen());
    List<TeacherTrack> moved = new ArrayList<>();
    for (TeacherTrack object : held) {
      TrackedDetection support =
          ObjectMatcher.best(free, object.expected(next.millis()), object.object().label());
      free.remove(support);
      TeacherTrack now = object.after(next.millis(), support);
      boolean lately = next.millis() - now.toldMillis() <= LIFE_MILLIS;
      if (next.isInView(now.object().box()) && (lately || support != null && support.isSure())) {
        moved.add(now);
      }
    }
    return then.with(moved, free.stream().filter(TrackedDetection::isSure).toList());
  }

  private FusionState with(List<TeacherTrack> moved, List<TrackedDetection> unexplained) {
    List<TrackedDetection> before = denied.stream().map(Denied::seen).toList();
    List<Fresh> news = new ArrayList<>();
    List<TrackedDetection> refused = new ArrayList<>();
    for (TrackedDetection seen : unexplained) {
      boolean again = isSecondBox(seen.detection(), moved);
      boolean settled = again || near(seen, before) != null;
      if (settled) {
        refused.add(seen);
      }
      if (!again) {
        news.add(new Fresh(seen, settled));
      }
    }
    return new FusionState(List.copyOf(moved), still(refused), List.copyOf(news), sight, glances);
  }

  private static boolean isSecondBox(Detection detection, List<TeacherTrack> held) {
    return held.stream()
        .map(TeacherTrack::object)
        .anyMatch(
            object ->
                object.label().equals(detection.label())
                    && object.box().iou(detection.box()) >= ObjectMatcher.SAME_OBJECT);
  }

  private static @Nullable TrackedDetection near(
      TrackedDetection seen, List<TrackedDetection> all) {
    return ObjectMatcher.best(all, seen.detection().box(), seen.detection().label());
  }

  private List<Denied> still(List<TrackedDetection> refused) {
    List<Denied> all = new ArrayList<>(refused.stream().map(this::now).toList());
    for (Denied before : denied) {
      boolean fades = sight.millis() - before.millis() > LIFE_MILLIS;
      if (!fades && near(before.seen(), refused) == null) {
        all.add(before);
      }
    }
    return List.copyOf(all);
  }

  private Denied now(TrackedDetection seen) {
    return new Denied(seen, sight.millis());
  }

  /**
   * After a verdict on this frame, which is the whole truth about its region: objects of earlier
   * ones are the same or gone there, and elsewhere as before. An object keeps its number, or takes
   * that of the track that shows it.
   */
  FusionState told(TeacherView word) {
    List<TrackedDetection> free = new ArrayList<>(sight.seen());
    List<TeacherTrack> before = new ArrayList<>(held);
    List<TeacherTrack> now = new ArrayList<>();
    Set<Long> taken = new HashSet<>();
    for (TrackedDetection spoken : word.objects()) {
      Detection object = spoken.detection();
      TrackedDetection support = ObjectMatcher.best(free, object.box(), object.label());
      free.remove(support);
      TeacherTrack same = ObjectMatcher.same(before, object);
      before.remove(same);
      long id = number(spoken, same, support, taken);
      now.add(
          same == null
              ? TeacherTrack.first(id, object, support, sight.millis())
              : same.again(id, object, support, sight.millis()));
    }
    for (TeacherTrack other : before) {
      if (!word.denies(other.object().box())) {
        now.add(other);
        free.remove(other.support());
      }
    }
    RecentVerdict glance = new RecentVerdict(word, sight.millis());
    return new FusionState(
        List.copyOf(now), refused(free, word), unspoken(free, word), sight, glance.after(glances));
  }

  private List<Denied> refused(List<TrackedDetection> free, TeacherView word) {
    Stream<Denied> there =
        free.stream()
            .filter(seen -> seen.isSure() && word.denies(seen.detection().box()))
            .map(seen -> now(new TrackedDetection(seen.detection(), number(seen))));
    Stream<Denied> elsewhere =
        denied.stream().filter(d -> !word.region().judges(d.seen().detection().box()));
    return Stream.concat(there, elsewhere).toList();
  }

  /** What was new and still is: the verdict says nothing of it. */
  private List<Fresh> unspoken(List<TrackedDetection> free, TeacherView word) {
    return fresh.stream()
        .filter(f -> free.contains(f.seen()) && !word.denies(f.seen().detection().box()))
        .toList();
  }

  private long number(
      TrackedDetection spoken,
      @Nullable TeacherTrack same,
      @Nullable TrackedDetection support,
      Set<Long> taken) {
    if (same != null && taken.add(same.id())) {
      return same.id();
    }
    if (support != null && support.isSure() && taken.add(number(support))) {
      return number(support);
    }
    return spoken.trackId();
  }

  /** The number under which a sure detection goes: its object's, or its track's. */
  long number(TrackedDetection seen) {
    return held.stream()
        .filter(object -> seen.equals(object.support()))
        .map(TeacherTrack::id)
        .findFirst()
        .orElse(seen.trackId());
  }
}
