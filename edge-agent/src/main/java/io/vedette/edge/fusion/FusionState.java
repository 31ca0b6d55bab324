package io.vedette.edge.fusion;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.motion.PlaneTransform;
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
 * @param tracks objects of the last verdicts
 * @param denied detections of the student that a verdict did not see, each where it was last
 * @param unexplained the student's other detections above its threshold
 * @param frame what the student saw in the frame
 * @param verdicts recent ones, the last one last
 */
record FusionState(
    List<TeacherTrack> tracks,
    List<Denied> denied,
    List<Unexplained> unexplained,
    StudentView frame,
    List<TeacherView> verdicts) {

  static final FusionState EMPTY =
      new FusionState(List.of(), List.of(), List.of(), StudentView.NONE, List.of());

  /** A label that is the same outweighs any overlap. */
  private static final float SAME_LABEL = 0.5f;

  private static final float SCORE_WEIGHT = 0.25f;

  /** A detection that a verdict did not see, and when the student saw it last. */
  record Denied(TrackedDetection detection, long millis) {

    Denied moved(PlaneTransform camera) {
      Detection seen = detection.detection();
      Detection there =
          new Detection(camera.apply(seen.box()), seen.classId(), seen.label(), seen.score());
      return new Denied(new TrackedDetection(there, detection.trackId()), millis);
    }
  }

  /**
   * A detection above the threshold that no object of the last verdict explains.
   *
   * @param denied the verdict saw nothing there
   */
  record Unexplained(TrackedDetection detection, boolean denied) {}

  /** Whether a recent verdict covers a place. */
  boolean isCovered(Box box) {
    return verdicts.stream()
        .anyMatch(verdict -> verdict.isRecent(frame.millis()) && verdict.covers(box));
  }

  /** The state after the next frame. */
  FusionState after(StudentView next) {
    return next.motion().hasMoved() ? moved(next.motion().transform()).follow(next) : follow(next);
  }

  /** The same places in a picture whose camera has moved. */
  private FusionState moved(PlaneTransform camera) {
    return new FusionState(
        tracks.stream().map(track -> track.moved(camera)).toList(),
        denied.stream().map(d -> d.moved(camera)).toList(),
        unexplained,
        frame,
        verdicts.stream()
            .filter(verdict -> verdict.isRecent(frame.millis()))
            .map(verdict -> verdict.moved(camera))
            .toList());
  }

  private FusionState follow(StudentView next) {
    List<TrackedDetection> free = new ArrayList<>(next.detections());
    List<TeacherTrack> moved = new ArrayList<>();
    for (TeacherTrack track : tracks) {
      TrackedDetection seen =
          bestMatch(free, track.expected(next.millis()), track.object().label());
      free.remove(seen);
      TeacherTrack now = track.after(next.millis(), seen);
      boolean recent = next.millis() - now.lastSeen().millis() <= TeacherView.LIFE_MILLIS;
      if (next.contains(now.object().box()) && (recent || seen != null && seen.isShown())) {
        moved.add(now);
      }
    }
    return new FusionState(moved, denied, List.of(), next, verdicts)
        .explain(free.stream().filter(TrackedDetection::isShown).toList());
  }

  private FusionState explain(List<TrackedDetection> free) {
    List<TrackedDetection> deniedBefore = denied.stream().map(Denied::detection).toList();
    List<Unexplained> others = new ArrayList<>();
    List<TrackedDetection> deniedNow = new ArrayList<>();
    for (TrackedDetection seen : free) {
      boolean duplicate = isOfATrack(seen.detection());
      boolean isDenied = duplicate || match(seen, deniedBefore) != null;
      if (isDenied) {
        deniedNow.add(seen);
      }
      if (!duplicate) {
        others.add(new Unexplained(seen, isDenied));
      }
    }
    return new FusionState(
        List.copyOf(tracks), stillDenied(deniedNow), List.copyOf(others), frame, verdicts);
  }

  /** Whether it is a second box of an object that has one. */
  private boolean isOfATrack(Detection detection) {
    return tracks.stream()
        .map(TeacherTrack::object)
        .anyMatch(
            object ->
                object.label().equals(detection.label())
                    && object.box().iou(detection.box()) >= TeacherView.SAME_OBJECT);
  }

  private static @Nullable TrackedDetection match(
      TrackedDetection seen, List<TrackedDetection> all) {
    return bestMatch(all, seen.detection().box(), seen.detection().label());
  }

  /** Denied detections are forgotten when the student did not see them for 2 s. */
  private List<Denied> stillDenied(List<TrackedDetection> deniedNow) {
    List<Denied> all = new ArrayList<>(deniedNow.stream().map(this::deniedNow).toList());
    for (Denied before : denied) {
      boolean expired = frame.millis() - before.millis() > TeacherView.LIFE_MILLIS;
      if (!expired && match(before.detection(), deniedNow) == null) {
        all.add(before);
      }
    }
    return List.copyOf(all);
  }

  private Denied deniedNow(TrackedDetection seen) {
    return new Denied(seen, frame.millis());
  }

  /**
   * The state after a verdict on this frame. Within its region it is the whole truth: tracks are
   * seen again or end. Elsewhere they stay. An object keeps the id of its track, or takes that of
   * the student's track.
   */
  FusionState withVerdict(TeacherView verdict) {
    List<TrackedDetection> free = new ArrayList<>(frame.detections());
    List<TeacherTrack> before = new ArrayList<>(tracks);
    List<TeacherTrack> now = new ArrayList<>();
    Set<Long> taken = new HashSet<>();
    for (TrackedDetection spoken : verdict.objects()) {
      Detection object = spoken.detection();
      TrackedDetection seen = bestMatch(free, object.box(), object.label());
      free.remove(seen);
      TeacherTrack known = knownTrack(before, object);
      before.remove(known);
      long id = id(spoken, known, seen, taken);
      now.add(
          known == null
              ? TeacherTrack.first(id, object, seen, frame.millis())
              : known.again(id, object, seen, frame.millis()));
    }
    for (TeacherTrack other : before) {
      if (!verdict.covers(other.object().box())) {
        now.add(other);
        free.remove(other.support().detection());
      }
    }
    return new FusionState(
        List.copyOf(now),
        deniedBy(verdict, free),
        notCoveredBy(verdict, free),
        frame,
        withRecent(verdict));
  }

  /** A verdict on the whole frame replaces all before it. */
  private List<TeacherView> withRecent(TeacherView verdict) {
    boolean replaces = verdict.region().isWhole();
    return Stream.concat(
            verdicts.stream().filter(v -> !replaces && v.isRecent(verdict.millis())),
            Stream.of(verdict))
        .toList();
  }

  private List<Denied> deniedBy(TeacherView verdict, List<TrackedDetection> free) {
    Stream<Denied> inside =
        free.stream()
            .filter(seen -> seen.isShown() && verdict.covers(seen.detection().box()))
            .map(seen -> deniedNow(new TrackedDetection(seen.detection(), id(seen))));
    Stream<Denied> outside =
        denied.stream().filter(d -> !verdict.region().judges(d.detection().detection().box()));
    return Stream.concat(inside, outside).toList();
  }

  private List<Unexplained> notCoveredBy(TeacherView verdict, List<TrackedDetection> free) {
    return unexplained.stream()
        .filter(
            u -> free.contains(u.detection()) && !verdict.covers(u.detection().detection().box()))
        .toList();
  }

  private long id(
      TrackedDetection spoken,
      @Nullable TeacherTrack known,
      @Nullable TrackedDetection seen,
      Set<Long> taken) {
    if (known != null && taken.add(known.id())) {
      return known.id();
    }
    if (seen != null && seen.isShown() && taken.add(id(seen))) {
      return id(seen);
    }
    return spoken.trackId();
  }

  /** The id of a detection: of the teacher's track that it supports, or of the student's track. */
  long id(TrackedDetection seen) {
    return tracks.stream()
        .filter(track -> seen.equals(track.support().detection()))
        .map(TeacherTrack::id)
        .findFirst()
        .orElse(seen.trackId());
  }

  /** The detection that is most likely the object of a label at a box; null where none is near. */
  private static @Nullable TrackedDetection bestMatch(
      List<TrackedDetection> all, Box box, String label) {
    TrackedDetection best = null;
    float most = 0;
    for (TrackedDetection candidate : all) {
      Detection seen = candidate.detection();
      float overlap = seen.box().iou(box);
      float fit =
          seen.label().equals(label) ? overlap + SAME_LABEL + SCORE_WEIGHT * seen.score() : overlap;
      if (overlap >= TeacherView.SAME_OBJECT && fit > most) {
        best = candidate;
        most = fit;
      }
    }
    return best;
  }

  /** The track of an object that a verdict sees again; null when it is new. */
  private static @Nullable TeacherTrack knownTrack(List<TeacherTrack> all, Detection object) {
    TeacherTrack best = null;
    float most = TeacherView.SAME_OBJECT;
    for (TeacherTrack candidate : all) {
      float overlap = candidate.object().box().iou(object.box());
      if (overlap >= most && candidate.object().label().equals(object.label())) {
        best = candidate;
        most = overlap;
      }
    }
    return best;
  }
}
