package io.vedette.edge.escalate;

import io.vedette.detector.Detection;
import io.vedette.edge.track.TrackedFrame;
import java.util.List;

/**
 * Why the student may be wrong about a frame; each signal 0 (no doubt) to 1.
 *
 * @param uncertain objects whose score is barely above the threshold
 * @param missed peaks below the threshold where no object is shown
 * @param flicker objects that vanished in plain view or changed their name
 * @param motion something moves where nothing is detected
 */
public record Signals(float uncertain, float missed, float flicker, float motion) {

  /** A score this far above the threshold leaves no doubt. */
  private static final float SURE = 0.35f;

  private static final float SAME_PLACE = 0.3f;

  /** How much one doubtful object says about the frame. */
  private static final float ONE_OBJECT = 0.6f;

  /**
   * Reads the signals of one frame.
   *
   * @param shown detections at or above {@code threshold}
   * @param peaks candidates below it, down to {@code floor}
   * @param tracks what the frame did to the tracks
   * @param motion share of the picture that moves and is covered by no detection, 0 to 1
   */
  public static Signals of(
      List<Detection> shown,
      List<Detection> peaks,
      float threshold,
      float floor,
      TrackedFrame tracks,
      float motion) {
    float sure = 1;
    for (Detection detection : shown) {
      sure *= 1 - ONE_OBJECT * unit(1 - (detection.score() - threshold) / SURE);
    }
    float complete = 1;
    for (Detection peak : peaks) {
      boolean covered = shown.stream().anyMatch(d -> d.box().iou(peak.box()) >= SAME_PLACE);
      if (!covered && threshold > floor) {
        complete *= 1 - ONE_OBJECT * unit((peak.score() - floor) / (threshold - floor));
      }
    }
    int unsteady = tracks.vanished().size() + tracks.renamed().size();
    return new Signals(1 - sure, 1 - complete, (float) (1 - Math.pow(0.5, unsteady)), unit(motion));
  }

  /** How likely the student is wrong, 0 to 1: the signals as independent witnesses. */
  public float hardness() {
    return 1
        - (1 - 0.6f * uncertain) * (1 - 0.8f * missed) * (1 - 0.6f * flicker) * (1 - 0.4f * motion);
  }

  /** The strongest signal in one word. */
  public String reason() {
    float missing = Math.max(0.8f * missed, 0.4f * motion);
    if (0.6f * flicker > missing && flicker >= uncertain) {
      return "flicker";
    }
    return missing > 0.6f * uncertain ? "missed" : "uncertain";
  }

  private static float unit(float value) {
    return Math.min(1, Math.max(0, value));
  }
}
