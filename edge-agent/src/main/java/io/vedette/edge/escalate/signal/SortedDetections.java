package io.vedette.edge.escalate.signal;

import io.vedette.detector.Detection;
import io.vedette.edge.view.Region;
import java.util.List;

/**
 * The detections of one frame by what is known of them, boxes in pixels of the frame.
 *
 * @param objects what the camera reports, corrections of earlier verdicts included
 * @param shown detections at or above the threshold
 * @param boxes detections that a detector shows by default, from a score of 0.25 on
 * @param unverified those of {@code shown} that no verdict was about
 * @param verified those of {@code shown} that a verdict has confirmed or relabelled
 * @param carried objects of a verdict that the student does not see now
 * @param peaks candidates below the threshold that overlap no object and no stronger peak
 */
public record SortedDetections(
    List<Detection> objects,
    List<Detection> shown,
    List<Detection> boxes,
    List<Detection> unverified,
    List<Detection> verified,
    List<Detection> carried,
    List<Detection> peaks) {

  /** Those that a verdict on a region can judge. */
  SortedDetections within(Region region) {
    return new SortedDetections(
        region.judged(objects),
        region.judged(shown),
        region.judged(boxes),
        region.judged(unverified),
        region.judged(verified),
        region.judged(carried),
        region.judged(peaks));
  }
}
