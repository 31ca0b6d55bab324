package io.vedette.edge.pipeline;

import io.vedette.detector.Detection;
import io.vedette.detector.Frame;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.TrackedFrame;
import java.util.List;
import java.util.Set;

/**
 * What the edge says about one frame.
 *
 * @param frame its picture is another's once there is a newer answer; who needs it longer copies it
 * @param steadyMillis when it was taken, on a clock that never jumps: for intervals
 * @param detections the student's, at or above their threshold, boxes in pixels of the frame
 * @param peaks what it almost saw: below the threshold, at or above the floor
 * @param tracked the objects in view, teachers' corrections included
 * @param refuted tracks in which the teacher saw nothing: seen, and not shown
 * @param unseenMotion share of the picture that moves where nothing is detected, 0 to 1
 * @param latencyMillis from picture to detections
 * @param student who answered
 */
public record FrameResult(
    Frame frame,
    long steadyMillis,
    List<Detection> detections,
    List<Detection> peaks,
    TrackedFrame tracked,
    Set<Long> refuted,
    float unseenMotion,
    double latencyMillis,
    StudentDetector student) {

  /** The same with a picture of its own. */
  FrameResult copy() {
    Frame own =
        new Frame(
            frame.cameraId(),
            frame.sequence(),
            frame.capturedAt(),
            Pictures.copy(frame.picture()),
            frame.damaged());
    return new FrameResult(
        own,
        steadyMillis,
        detections,
        peaks,
        tracked,
        refuted,
        unseenMotion,
        latencyMillis,
        student);
  }

  /** The objects in view, teachers' corrections included: what the device reports. */
  public List<Detection> objects() {
    return tracked.tracks().stream().map(Track::detection).toList();
  }
}
