package io.vedette.edge.pipeline;

import io.vedette.detector.Detection;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Frame;
import io.vedette.edge.motion.PlaneTransform;
import io.vedette.edge.view.View;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The detections of a frame: the active student's, or, where the motion gate is on and nothing
 * moves, the last ones again. Used by the frame loop's thread; others may read the counts.
 */
final class GatedInference {

  private static final Logger log = LoggerFactory.getLogger(GatedInference.class);

  /** After so long the student is run though nothing has moved, milliseconds. */
  private static final long MAX_REUSE_MILLIS = 10_000;

  private final ActiveModel model;
  private final MotionGate gate;
  private final boolean gated;
  private View view;
  private @Nullable List<Detection> last;
  private long lastMillis;
  private String lastError = "";
  private volatile long runningSinceNanos;
  private volatile long still;
  private volatile long errors;

  /**
   * @param view which the gate looks at
   * @param gated whether the last detections are used again while nothing moves
   */
  GatedInference(ActiveModel model, View view, boolean gated) {
    this.model = model;
    this.gate = new MotionGate(view);
    this.view = view;
    this.gated = gated;
  }

  /** Other parts of the picture are of interest from now on; the last detections are not used. */
  void look(View changed) {
    view = changed;
    gate.look(changed);
    last = null;
  }

  /**
   * Answers a frame.
   *
   * @param millis when it was taken, on the steady clock
   * @param scene which has taken in the frame
   * @return detections down to the floor, boxes in pixels of the frame; null when the student fails
   */
  @Nullable List<Detection> detect(Frame frame, long millis, SceneMotion scene) {
    if (!scene.view().equals(view)) {
      view = scene.view();
      gate.look(view);
    }
    float motion = gate.motion(frame.image(), scene.motion(), scene.grey());
    if (last != null && mayReuse(motion, millis)) {
      still++;
      return moved(last, gate.sinceAnswered());
    }
    List<Detection> detections = infer(frame);
    if (detections != null) {
      gate.markAnswered();
      last = detections;
      lastMillis = millis;
    }
    return detections;
  }

  private static List<Detection> moved(List<Detection> detections, PlaneTransform camera) {
    return camera.isIdentity()
        ? detections
        : detections.stream()
            .map(d -> new Detection(camera.apply(d.box()), d.classId(), d.label(), d.score()))
            .toList();
  }

  private boolean mayReuse(float motion, long millis) {
    return gated && motion == 0 && !model.isOnTrial() && millis - lastMillis < MAX_REUSE_MILLIS;
  }

  /** A student on trial that fails is closed, and the previous one answers the same frame. */
  private @Nullable List<Detection> infer(Frame frame) {
    runningSinceNanos = System.nanoTime();
    try {
      while (true) {
        try {
          return model.student().detect(frame.image());
        } catch (DetectorException | RuntimeException e) {
          errors++;
          logOnce(frame, String.valueOf(e.getMessage()));
          if (!model.goBack(e)) {
            return null;
          }
        }
      }
    } finally {
      runningSinceNanos = 0;
    }
  }

  /** The same error frame after frame is logged once; the count always has it. */
  private void logOnce(Frame frame, String error) {
    if (!error.equals(lastError)) {
      lastError = error;
      log.warn("frame {}: {}", frame.sequence(), error);
    }
  }

  /** Share of the last frame that moves outside all detections, 0 to 1. */
  float unseenMotion(List<Detection> detections) {
    return gate.unseenMotion(detections);
  }

  /** For how long the student has been at the current frame, milliseconds; 0: it is at none. */
  double runningMillis() {
    long since = runningSinceNanos;
    return since == 0 ? 0 : (System.nanoTime() - since) / 1e6;
  }

  /** Frames answered with the last detections, because nothing moved. */
  long still() {
    return still;
  }

  /** Inferences that failed. */
  long errors() {
    return errors;
  }
}
