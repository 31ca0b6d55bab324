package io.vedette.edge.fusion;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.motion.PlaneTransform;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.Track.Standing;
import io.vedette.edge.track.TrackedDetection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object that the teacher saw, moved on from frame to frame with the student's box of it.
 *
 * @param object as the teacher saw it, its box where it is now
 * @param millis time of the frame that it was moved to
 * @param motion of the box
 * @param lastSeen where and when the teacher saw it last
 * @param support the student's detections of it
 */
record TeacherTrack(
    long id, Detection object, long millis, Motion motion, LastSeen lastSeen, Support support) {

  /** Share of a step of the student's box that is real where its motion does not explain it. */
  private static final float REAL_STEP = 0.3f;

  /** The same for a change of its size. */
  private static final float REAL_GROWTH = 0.2f;

  /** Weight of a step against the motion that is known. */
  private static final float SMOOTHING = 0.3f;

  /** Pixels per millisecond. */
  record Motion(float x, float y) {

    static final Motion NONE = new Motion(0, 0);

    static Motion between(Box from, Box to, long millis) {
      float passed = Math.max(1, millis);
      return new Motion(
          (to.centerX() - from.centerX()) / passed, (to.centerY() - from.centerY()) / passed);
    }

    Box move(Box box, long millis) {
      return box.shift(x * millis, y * millis);
    }

    /** A share of the way to another motion, 0 to 1. */
    Motion towards(Motion other, float share) {
      return new Motion(x + share * (other.x - x), y + share * (other.y - y));
    }
  }

  /** Where and when the teacher saw an object. */
  record LastSeen(Box box, long millis) {}

  /**
   * The student's detections of an object.
   *
   * @param box the student's, where it should be now; null where there never was one
   * @param detection of the current frame; null: none
   * @param hits frames in which the student saw it
   */
  record Support(@Nullable Box box, @Nullable TrackedDetection detection, int hits) {

    static Support of(@Nullable TrackedDetection detection, int hitsBefore) {
      return detection == null
          ? new Support(null, null, hitsBefore)
          : new Support(detection.detection().box(), detection, hitsBefore + 1);
    }

    private int hitsBefore() {
      return detection == null ? hits : hits - 1;
    }
  }

  /** A new object of a verdict. */
  static TeacherTrack first(
      long id, Detection object, @Nullable TrackedDetection seen, long millis) {
    return new TeacherTrack(
        id, object, millis, Motion.NONE, new LastSeen(object.box(), millis), Support.of(seen, 0));
  }

  /** The same object in a later verdict. */
  TeacherTrack again(
      long newId, Detection newObject, @Nullable TrackedDetection seen, long newMillis) {
    Motion straight = Motion.between(lastSeen.box, newObject.box(), newMillis - lastSeen.millis);
    return new TeacherTrack(
        newId,
        newObject,
        newMillis,
        motion.towards(straight, 0.5f),
        new LastSeen(newObject.box(), newMillis),
        Support.of(seen, support.hitsBefore()));
  }

  /** The same in a picture whose camera has moved: all places and the motion go with it. */
  TeacherTrack moved(PlaneTransform camera) {
    PlaneTransform.Linear at = camera.at(object.box().centerX(), object.box().centerY());
    Motion turned =
        new Motion(
            (float) (at.xx() * motion.x + at.xy() * motion.y),
            (float) (at.yx() * motion.x + at.yy() * motion.y));
    Support carried =
        new Support(
            support.box == null ? null : camera.apply(support.box),
            support.detection,
            support.hits);
    return new TeacherTrack(
        id,
        at(camera.apply(object.box())),
        millis,
        turned,
        new LastSeen(camera.apply(lastSeen.box), lastSeen.millis),
        carried);
  }

  /** Where the student should see it at a later time. */
  Box expected(long later) {
    return motion.move(support.box == null ? object.box() : support.box, later - millis);
  }

  /** In a later frame: it moves as the student's box of it does, or on as before. */
  TeacherTrack after(long later, @Nullable TrackedDetection seen) {
    if (seen == null) {
      Box box = support.box == null ? null : expected(later);
      return drift(later, new Support(box, null, support.hits));
    }
    return support.box == null ? drift(later, Support.of(seen, support.hits)) : follow(later, seen);
  }

  private TeacherTrack drift(long later, Support newSupport) {
    Box box = motion.move(object.box(), later - millis);
    return new TeacherTrack(id, at(box), later, motion, lastSeen, newSupport);
  }

  private TeacherTrack follow(long later, TrackedDetection seen) {
    Box from = Objects.requireNonNull(support.box);
    Box to = seen.detection().box();
    long passed = Math.max(1, later - millis);
    Motion step = motion.towards(Motion.between(from, to, passed), REAL_STEP);
    float wider = 1 + REAL_GROWTH * (to.width() / from.width() - 1);
    float higher = 1 + REAL_GROWTH * (to.height() / from.height() - 1);
    return new TeacherTrack(
        id,
        at(step.move(scaled(object.box(), wider, higher), passed)),
        later,
        motion.towards(step, SMOOTHING),
        lastSeen,
        new Support(step.move(scaled(from, wider, higher), passed), seen, support.hits + 1));
  }

  private static Box scaled(Box box, float wider, float higher) {
    float w = box.width() * wider / 2;
    float h = box.height() * higher / 2;
    return new Box(box.centerX() - w, box.centerY() - h, box.centerX() + w, box.centerY() + h);
  }

  private Detection at(Box box) {
    return new Detection(box, object.classId(), object.label(), object.score());
  }

  Track track() {
    return new Track(id, object, support.hits, motion.x() * 1000, motion.y() * 1000, standing());
  }

  private Standing standing() {
    TrackedDetection seen = support.detection;
    if (seen == null || !seen.isShown()) {
      return Standing.ADDED;
    }
    return seen.detection().label().equals(object.label())
        ? Standing.CONFIRMED
        : Standing.RELABELLED;
  }
}
