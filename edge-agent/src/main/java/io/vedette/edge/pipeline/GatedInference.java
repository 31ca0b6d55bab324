package io.vedette.edge.pipeline;

import io.vedette.detector.Detection;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is seen in a frame: by the student on duty, or, where the motion gate is asked and nothing
 * moves, what was seen last. Used by the frame loop's thread; the counts may be read by others.
 */
final class GatedInference {

  private static final Logger log = LoggerFactory.getLogger(GatedInference.class);

  /** After so long the student looks though nothing has moved, milliseconds. */
  private static final long LOOK_AGAIN_MILLIS = 10_000;

  private final ActiveModel duty;
  private final MotionGate gate;
  private final boolean gated;
  private @Nullable List<Detection> seen;
  private long lookedMillis;
  private String told = "";
  private volatile long lookingSince;
  private volatile long still;
  private volatile long errors;

  /**
   * @param gated whether a frame in which nothing moves needs no look
   */
  GatedInference(ActiveModel duty, MotionGate gate, boolean gated) {
    this.duty = duty;
    this.gate = gate;
    this.gated = gated;
  }

  /**
   * Looks at a frame.
   *
   * @param millis when it was taken, on a clock that never jumps
   * @return down to the floor, boxes in pixels of the frame; null: nobody can say
   */
  @Nullable List<Detection> at(Frame frame, long millis) {
    float motion = gate.motion(frame.picture());
    if (seen != null && isStill(motion, millis)) {
      still++;
      return seen;
    }
    List<Detection> now = look(frame);
    if (now != null) {
      gate.looked();
      seen = now;
      lookedMillis = millis;
    }
    return now;
  }

  private boolean isStill(float motion, long millis) {
    return gated && motion == 0 && !duty.isOnTrial() && millis - lookedMillis < LOOK_AGAIN_MILLIS;
  }

  /** A student on trial that fails goes, and the one before it is asked the same. */
  private @Nullable List<Detection> look(Frame frame) {
    lookingSince = System.nanoTime();
    try {
      while (true) {
        try {
          return duty.student().look(frame.picture());
        } catch (DetectorException | RuntimeException e) {
          errors++;
          tell(frame, String.valueOf(e.getMessage()));
          if (!duty.goBack(e)) {
            return null;
          }
        }
      }
    } finally {
      lookingSince = 0;
    }
  }

  /** The same trouble frame after frame is told once; the count always has it. */
  private void tell(Frame frame, String why) {
    if (!why.equals(told)) {
      told = why;
      log.warn("camera {} frame {}: {}", frame.cameraId(), frame.sequence(), why);
    }
  }

  /** Share of the last frame that moves where nothing was seen, 0 to 1. */
  float unseenMotion(List<Detection> detections) {
    return gate.outside(detections);
  }

  /** For how long the student has been looking at the frame in its hands, milliseconds; 0: none. */
  double lookingMillis() {
    long since = lookingSince;
    return since == 0 ? 0 : (System.nanoTime() - since) / 1e6;
  }

  /** Frames in which nothing moved and that were not looked at. */
  long still() {
    return still;
  }

  /** Looks that failed. */
  long errors() {
    return errors;
  }
}
