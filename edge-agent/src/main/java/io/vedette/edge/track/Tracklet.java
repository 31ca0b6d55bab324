package io.vedette.edge.track;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.Track.Standing;
import org.jspecify.annotations.Nullable;

/** A {@link Track} as it grows: its filter, the student's last word, and the teacher's. */
final class Tracklet {

  /** A track that so many frames have confirmed is more than a chance. */
  static final int ESTABLISHED_HITS = 3;

  private final long id;
  private BoxFilter filter;
  private long filterMillis;
  private Detection student;
  private @Nullable Detection name;
  private int hits;
  private int misses;
  private long seenMillis;

  /** When the frame was taken on which a teacher last added it. */
  private long addedMillis = Long.MAX_VALUE;

  private Standing standing = Standing.UNASKED;

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

  /** What the teacher sees and the student did not, moving as others do, pixels per second. */
  static Tracklet added(long id, Detection teacher, double vx, double vy, long millis) {
    Tracklet born = new Tracklet(id, teacher, BoxFilter.of(teacher.box(), vx, vy), millis);
    born.misses = 1;
    born.addedMillis = millis;
    born.standing = Standing.ADDED;
    return born;
  }

  /**
   * Another verdict adds the same object: where that puts it by now is a measurement of this one's
   * way.
   */
  Tracklet addedAgain(Detection teacher, Tracklet other, long nowMillis) {
    advance(nowMillis);
    filter = filter.measured(other.at(nowMillis));
    student = teacher;
    misses = Math.max(1, other.misses);
    seenMillis = other.seenMillis;
    addedMillis = other.addedMillis;
    return this;
  }

  /** Where the object is at a time that is not before its newest frame, as far as anyone knows. */
  Box at(long millis) {
    return filter.after(Math.max(0, millis - filterMillis) / 1000.0).box();
  }

  /**
   * The student sees it.
   *
   * @param sure whether its score is above the threshold
   * @return whether it is called otherwise than before, and no teacher has been asked
   */
  boolean see(Detection detection, long millis, boolean sure) {
    advance(millis);
    filter = filter.measured(detection.box());
    boolean renamed =
        standing == Standing.UNASKED && !detection.label().equals(student.label()) && hits > 0;
    student = detection;
    hits++;
    misses = 0;
    seenMillis = millis;
    if (standing == Standing.ADDED && sure) {
      standing = Standing.CONFIRMED;
    }
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

  /** The teacher's word. A name stays on the track that it was given to. */
  void judge(Standing changed, @Nullable Detection called) {
    standing = changed;
    name = called == null ? name : called;
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

  long addedMillis() {
    return addedMillis;
  }

  Standing standing() {
    return standing;
  }

  double velocityX() {
    return filter.x().v();
  }

  double velocityY() {
    return filter.y().v();
  }

  /** Neither a chance of one frame nor something nobody asked about. */
  boolean isSettled() {
    return hits > 1 || standing != Standing.UNASKED;
  }

  boolean isEstablished() {
    return hits >= ESTABLISHED_HITS && standing != Standing.REMOVED;
  }

  /** The track now: where it was seen in this frame, or where it should be. */
  Track view() {
    Detection called = name == null ? student : name;
    Box box = misses == 0 ? student.box() : filter.box();
    return new Track(
        id,
        new Detection(box, called.classId(), called.label(), student.score()),
        hits,
        misses,
        (float) velocityX(),
        (float) velocityY(),
        seenMillis,
        standing);
  }
}
