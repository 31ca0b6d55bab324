package io.vedette.edge.fusion;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.Track.Standing;
import io.vedette.edge.track.TrackedDetection;
import org.jspecify.annotations.Nullable;

/**
 * An object of the last verdict on its way.
 *
 * @param object as the teacher saw it, box where it is now
 * @param origin where the teacher saw it
 * @param anchor the student's box of it, where that should be now; null where there never was one
 * @param support what the student sees of it now; null: nothing
 * @param hits frames in which the student saw it
 * @param toldMillis time of the frame that the last verdict on it was about
 */
record TeacherTrack(
    long id,
    Detection object,
    Box origin,
    @Nullable Box anchor,
    BoxMotion motion,
    long atMillis,
    @Nullable TrackedDetection support,
    int hits,
    long toldMillis) {

  /** The student's boxes tremble: so much of a step that the motion does not explain is real. */
  private static final float REAL_STEP = 0.3f;

  /** The same of a change in size. */
  private static final float REAL_GROWTH = 0.2f;

  /** A step counts so much against the motion known. */
  private static final float SMOOTHING = 0.3f;

  /** What no verdict before spoke of. */
  static TeacherTrack first(
      long id, Detection object, @Nullable TrackedDetection support, long millis) {
    return told(id, object, BoxMotion.NONE, support, millis, 0);
  }

  /** The same object in a verdict on a later frame. */
  TeacherTrack again(long id, Detection object, @Nullable TrackedDetection support, long millis) {
    BoxMotion straight = BoxMotion.between(origin, object.box(), millis - toldMillis);
    int before = this.support == null ? hits : hits - 1;
    return told(id, object, motion.towards(straight, 0.5f), support, millis, before);
  }

  private static TeacherTrack told(
      long id,
      Detection object,
      BoxMotion motion,
      @Nullable TrackedDetection support,
      long millis,
      int before) {
    Box box = object.box();
    return support == null
        ? new TeacherTrack(id, object, box, null, motion, millis, null, before, millis)
        : new TeacherTrack(
            id,
            object,
            box,
            support.detection().box(),
            motion,
            millis,
            support,
            before + 1,
            millis);
  }

  /** Where the student should see it. */
  Box expected(long millis) {
    return motion.move(anchor == null ? object.box() : anchor, millis - atMillis);
  }

  /** A frame later: it goes as far as the student's box of it did, or on as before. */
  TeacherTrack after(long millis, @Nullable TrackedDetection seen) {
    if (seen == null) {
      return drifted(millis, anchor == null ? null : expected(millis), null);
    }
    return anchor == null ? drifted(millis, seen.detection().box(), seen) : follow(millis, seen);
  }

  private TeacherTrack drifted(
      long millis, @Nullable Box expected, @Nullable TrackedDetection seen) {
    Detection now = at(motion.move(object.box(), millis - atMillis));
    return new TeacherTrack(
        id,
        now,
        origin,
        expected,
        motion,
        millis,
        seen,
        seen == null ? hits : hits + 1,
        toldMillis);
  }

  private TeacherTrack follow(long millis, TrackedDetection seen) {
    Box from = java.util.Objects.requireNonNull(anchor);
    Box to = seen.detection().box();
    long passed = Math.max(1, millis - atMillis);
    BoxMotion step = motion.towards(BoxMotion.between(from, to, passed), REAL_STEP);
    float wider = 1 + REAL_GROWTH * (to.width() / from.width() - 1);
    float higher = 1 + REAL_GROWTH * (to.height() / from.height() - 1);
    return new TeacherTrack(
        id,
        at(step.move(scaled(object.box(), wider, higher), passed)),
        origin,
        step.move(scaled(from, wider, higher), passed),
        motion.towards(step, SMOOTHING),
        millis,
        seen,
        hits + 1,
        toldMillis);
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
    return new Track(
        id,
        object,
        hits,
        support == null ? 1 : 0,
        motion.x() * 1000,
        motion.y() * 1000,
        atMillis,
        standing());
  }

  private Standing standing() {
    if (support == null || !support.isSure()) {
      return Standing.ADDED;
    }
    return support.detection().label().equals(object.label())
        ? Standing.CONFIRMED
        : Standing.RELABELLED;
  }
}
