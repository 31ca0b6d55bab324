package io.vedette.edge.pipeline;

import io.vedette.detector.Detection;
import io.vedette.detector.Frame;
import io.vedette.detector.FrameImage;
import io.vedette.edge.motion.GlobalMotion;
import io.vedette.edge.telemetry.FramePlace;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.TrackedFrame;
import io.vedette.edge.view.View;
import io.vedette.edge.view.View.Sorted;
import java.util.List;
import java.util.Set;

/**
 * The answer to one frame.
 *
 * @param frame its picture goes back to the camera once there is a newer result; who needs it
 *     longer copies it
 * @param steadyMillis when it was taken, on a clock that never jumps: for intervals
 * @param student answered it
 * @param detections the student's, above and below its threshold, boxes in pixels of the frame
 * @param tracked the objects in view, with the teacher's corrections
 * @param refuted ids of tracks in which the teacher saw nothing: they are not shown
 * @param view what of the picture was of interest, masks and zones where they lie in it
 * @param unseenMotion share of the picture that moves where nothing is detected, 0 to 1
 * @param latencyMillis from picture to detections; 0: nothing moved, and the last detections were
 *     used again
 * @param motion of the camera since the frame before
 * @param withheld whether masks could not be placed in it: it is neither escalated nor recorded nor
 *     learnt from
 * @param place where the camera was, as far as its telemetry says
 */
public record FrameResult(
    Frame frame,
    long steadyMillis,
    StudentDetector student,
    Sorted detections,
    TrackedFrame tracked,
    Set<Long> refuted,
    View view,
    float unseenMotion,
    double latencyMillis,
    GlobalMotion motion,
    boolean withheld,
    FramePlace place) {

  /** Of a camera that stands still. */
  public FrameResult(
      Frame frame,
      long steadyMillis,
      StudentDetector student,
      Sorted detections,
      TrackedFrame tracked,
      Set<Long> refuted,
      View view,
      float unseenMotion,
      double latencyMillis) {
    this(
        frame,
        steadyMillis,
        student,
        detections,
        tracked,
        refuted,
        view,
        unseenMotion,
        latencyMillis,
        GlobalMotion.STILL,
        false,
        FramePlace.NONE);
  }

  /** The same with a picture of its own. */
  FrameResult copy() {
    FrameImage image = frame.image();
    Frame copy =
        new Frame(
            frame.cameraId(),
            frame.sequence(),
            frame.capturedAt(),
            image.part(0, 0, image.width(), image.height()),
            frame.damaged());
    return new FrameResult(
        copy,
        steadyMillis,
        student,
        detections,
        tracked,
        refuted,
        view,
        unseenMotion,
        latencyMillis,
        motion,
        withheld,
        place);
  }

  /** The objects in view, with the teacher's corrections: what the device reports. */
  public List<Detection> objects() {
    return tracked.tracks().stream().map(Track::detection).toList();
  }
}
