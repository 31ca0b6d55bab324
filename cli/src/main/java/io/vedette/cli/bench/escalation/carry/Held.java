package io.vedette.cli.bench.escalation.carry;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.Track.Standing;
import org.jspecify.annotations.Nullable;

/**
 * An object of the last verdict on its way.
 *
 * @param object as the teacher saw it, box where it is now
 * @param anchor the student's box of it, when it last saw it; null where it never did
 * @param velocityX pixels per millisecond
 * @param velocityY pixels per millisecond
 * @param atMillis of the box
 * @param supported the student sees it now
 */
record Held(
    long id,
    Detection object,
    @Nullable Box anchor,
    float velocityX,
    float velocityY,
    long atMillis,
    boolean supported) {

  /** A new movement counts so much against the known velocity. */
  private static final float SMOOTHING = 0.3f;

  Box predicted(long millis) {
    float passed = millis - atMillis;
    return object.box().shift(velocityX * passed, velocityY * passed);
  }

  /** Where the student should see it. */
  Box expected(long millis) {
    float passed = millis - atMillis;
    return anchor == null
        ? predicted(millis)
        : anchor.shift(velocityX * passed, velocityY * passed);
  }

  /** Goes where it should be by now. */
  Held drifted(long millis) {
    return new Held(
        id,
        at(predicted(millis)),
        anchor == null ? null : expected(millis),
        velocityX,
        velocityY,
        millis,
        false);
  }

  /** Goes as far as the student's box of it went; the size stays the teacher's. */
  Held follows(Box seen, long millis) {
    if (anchor == null) {
      Held drifted = drifted(millis);
      return new Held(id, drifted.object, seen, velocityX, velocityY, millis, true);
    }
    float passed = Math.max(1, millis - atMillis);
    float dx = seen.centerX() - anchor.centerX();
    float dy = seen.centerY() - anchor.centerY();
    // The student's boxes tremble: half of what the velocity does not explain is believed.
    float x = velocityX * passed + (dx - velocityX * passed) / 2;
    float y = velocityY * passed + (dy - velocityY * passed) / 2;
    Box believed = anchor.shift(x, y);
    return new Held(
        id,
        at(object.box().shift(x, y)),
        believed,
        velocityX + SMOOTHING * (x / passed - velocityX),
        velocityY + SMOOTHING * (y / passed - velocityY),
        millis,
        true);
  }

  private Detection at(Box box) {
    return new Detection(box, object.classId(), object.label(), object.score());
  }

  Track track() {
    return new Track(
        id,
        object,
        1,
        supported ? 0 : 1,
        velocityX * 1000,
        velocityY * 1000,
        atMillis,
        supported ? Standing.CONFIRMED : Standing.ADDED);
  }
}
