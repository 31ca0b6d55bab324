package io.vedette.edge.track;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.motion.PlaneTransform;
import io.vedette.edge.track.Track.Standing;

/** A {@link Track} while it is updated: its filter and the student's last detection. */
final class Tracklet {

  /** With so many hits a track is established. */
  static final int ESTABLISHED_HITS = 3;

  private final long id;
  private BoxFilter filter;
  private long filterMillis;
  private Detection student;
  private int hits;
  private int misses;
  private long seenMillis;

  private Tracklet(long id, Detection first, BoxFilter filter, long millis) {
    this.id = id;
    this.student = first;
    this.filter = filter;
    this.filterMillis = millis;
    this.seenMillis = millis;
  }

  /** A track of a new object. */
  static Tracklet seen(long id, Detection first, long millis) {
    Tracklet track = new Tracklet(id, first, BoxFilter.of(first.box(), 0, 0), millis);
    track.hits = 1;
    return track;
  }

  /** Where the object should be, at its newest frame or later. */
  Box at(long millis) {
    return filter.after(Math.max(0, millis - filterMillis) / 1000.0).box();
  }

  /**
   * The student sees it.
   *
   * @return whether its label has changed
   */
  boolean see(Detection detection, long millis) {
    advance(millis);
    filter = filter.measured(detection.box());
    boolean renamed = !detection.label().equals(student.label());
    student = detection;
    hits++;
    misses = 0;
    seenMillis = millis;
    return renamed;
  }

  /**
   * The camera moves: whatever was known of the object, at the time of the frame after, goes with
   * the picture.
   */
  void move(PlaneTransform motion, long millis) {
    advance(millis);
    filter = filter.moved(motion);
  }

  void miss(long millis) {
    advance(millis);
    misses++;
  }

  private void advance(long millis) {
    filter = filter.after(Math.max(0, millis - filterMillis) / 1000.0);
    filterMillis = Math.max(filterMillis, millis);
  }

  long id() {
    return id;
  }

  String label() {
    return student.label();
  }

  int misses() {
    return misses;
  }

  long seenMillis() {
    return seenMillis;
  }

  /** Seen in more than one frame. */
  boolean isSettled() {
    return hits > 1;
  }

  boolean isEstablished() {
    return hits >= ESTABLISHED_HITS;
  }

  /** The track, where it was seen in this frame, or where it should be. */
  Track view() {
    return new Track(
        id,
        new Detection(
            misses == 0 ? student.box() : filter.box(),
            student.classId(),
            student.label(),
            student.score()),
        hits,
        (float) filter.x().v(),
        (float) filter.y().v(),
        Standing.UNASKED);
  }
}
