package io.vedette.edge.track;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.Track.Standing;

/** A {@link Track} as it grows: its filter and the student's last word. */
final class Tracklet {

  /** A track that so many frames have confirmed is more than a chance. */
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

  /** What the student sees for the first time. */
  static Tracklet seen(long id, Detection first, long millis) {
    Tracklet born = new Tracklet(id, first, BoxFilter.of(first.box(), 0, 0), millis);
    born.hits = 1;
    return born;
  }

  /** Where the object is at a time that is not before its newest frame, as far as anyone knows. */
  Box at(long millis) {
    return filter.after(Math.max(0, millis - filterMillis) / 1000.0).box();
  }

  /**
   * The student sees it.
   *
   * @return whether it is called otherwise than before
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

  /** Not a chance of one frame. */
  boolean isSettled() {
    return hits > 1;
  }

  boolean isEstablished() {
    return hits >= ESTABLISHED_HITS;
  }

  /** The track now: where it was seen in this frame, or where it should be. */
  Track view() {
    return new Track(
        id,
        new Detection(
            misses == 0 ? student.box() : filter.box(),
            student.classId(),
            student.label(),
            student.score()),
        hits,
        misses,
        (float) filter.x().v(),
        (float) filter.y().v(),
        seenMillis,
        Standing.UNASKED);
  }
}
