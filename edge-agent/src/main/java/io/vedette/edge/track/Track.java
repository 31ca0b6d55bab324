package io.vedette.edge.track;

import io.vedette.detector.Detection;

/**
 * One object followed through the frames of a camera.
 *
 * @param id unique within the camera's session
 * @param detection where it was last, and what it is
 * @param hits frames in which the student saw it
 * @param misses frames since the student last saw it
 * @param velocityX pixels per second
 * @param velocityY pixels per second
 * @param atMillis when it was last seen, or put there by a teacher
 * @param standing what the teacher thinks of it
 */
public record Track(
    long id,
    Detection detection,
    int hits,
    int misses,
    float velocityX,
    float velocityY,
    long atMillis,
    Standing standing) {

  /** What is known of an object beside the student's own opinion. */
  public enum Standing {
    /** No teacher has looked. */
    UNASKED,
    /** The teacher sees the same. */
    CONFIRMED,
    /** The teacher sees it too, and calls it otherwise. */
    RELABELLED,
    /** The teacher sees it, the student did not. */
    ADDED,
    /** The teacher sees nothing there. */
    REMOVED
  }
}
