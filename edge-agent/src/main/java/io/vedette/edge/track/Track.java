package io.vedette.edge.track;

import io.vedette.detector.Detection;

/**
 * One object followed through the frames of a camera.
 *
 * @param id unique since the camera was started
 * @param detection where it was last, and what it is
 * @param hits frames in which the student saw it
 * @param velocityX pixels per second
 * @param velocityY pixels per second
 * @param standing by the teacher
 */
public record Track(
    long id, Detection detection, int hits, float velocityX, float velocityY, Standing standing) {

  /** What the teacher says of an object. */
  public enum Standing {
    /** It was not asked. */
    UNASKED,
    /** It sees the same. */
    CONFIRMED,
    /** It sees the object, with another label. */
    RELABELLED,
    /** It sees an object that the student did not see. */
    ADDED,
    /** It sees nothing there. */
    REMOVED
  }
}
