package io.vedette.edge.escalate.signal;

import io.vedette.detector.Detection;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.Track.Standing;
import io.vedette.edge.track.TrackedDetection;
import io.vedette.edge.track.TrackedFrame;
import io.vedette.edge.view.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One answered frame, prepared for the signals.
 *
 * <p>Scores of unverified objects and of peaks are averaged with those in a mirrored picture where
 * there is one: what is seen in one of the two only is less likely to be there.
 *
 * @param threshold of the student, 0 to 1
 * @param floor of the peaks, 0 to 1
 * @param unsteady tracks that vanished in plain view or changed their label
 */
public record FrameFeatures(
    SortedDetections detections, float threshold, float floor, int unsteady, FrameContext context) {

  private static final float SAME_PLACE = 0.5f;

  /** From this score on a detector shows a box by default. */
  private static final float BOX = 0.25f;

  /**
   * What does not come from the frame's detections.
   *
   * @param unseenMotion share of the picture that moves where nothing is detected, 0 to 1
   * @param novelty how unlike the camera's other frames this one is, 0 to 1
   * @param secondsSinceVerdict since the last escalated frame of this camera; infinite where there
   *     is none
   * @param area of the picture, pixels
   * @param mirrored the student's detections in the mirrored picture, mirrored back; null where
   *     they are not wanted: they cost a second inference
   */
  public record FrameContext(
      float unseenMotion,
      float novelty,
      double secondsSinceVerdict,
      float area,
      @Nullable List<Detection> mirrored) {

    /** A picture of which nothing is known but its size. */
    public static FrameContext none(int width, int height) {
      return new FrameContext(0, 0, Double.POSITIVE_INFINITY, (float) width * height, null);
    }
  }

  /**
   * Prepares a frame.
   *
   * @param shown detections at or above {@code threshold}
   * @param candidates detections below it, down to {@code floor}
   * @param tracks of the frame
   */
  public static FrameFeatures of(
      List<Detection> shown,
      List<Detection> candidates,
      float threshold,
      float floor,
      TrackedFrame tracks,
      FrameContext context) {
    Map<Long, Standing> standings = new HashMap<>();
    List<Detection> carried = new ArrayList<>();
    for (Track track : tracks.tracks()) {
      standings.put(track.id(), track.standing());
      if (track.standing() == Standing.ADDED) {
        carried.add(track.detection());
      }
    }
    List<Detection> unverified = new ArrayList<>();
    List<Detection> verified = new ArrayList<>();
    for (TrackedDetection seen : tracks.seen()) {
      // Removed tracks are not among the shown ones: their detections are verified, too.
      Standing standing = standings.getOrDefault(seen.trackId(), Standing.REMOVED);
      (standing == Standing.UNASKED ? unverified : verified).add(seen.detection());
    }
    SortedDetections sorted =
        new SortedDetections(
            tracks.tracks().isEmpty()
                ? shown
                : tracks.tracks().stream().map(Track::detection).toList(),
            shown,
            Stream.concat(shown.stream(), candidates.stream().filter(d -> d.score() >= BOX))
                .toList(),
            averaged(tracks.seen().isEmpty() ? shown : unverified, context.mirrored()),
            verified,
            carried,
            averaged(uncovered(candidates, shown, carried), context.mirrored()));
    int unsteady = tracks.vanished().size() + tracks.renamed().size();
    return new FrameFeatures(sorted, threshold, floor, unsteady, context);
  }

  /**
   * The same for a region of the frame. What is known of the frame as a whole stays: a region is
   * put where the frame is uncertain.
   */
  public FrameFeatures within(Region region) {
    return region.isWhole()
        ? this
        : new FrameFeatures(detections.within(region), threshold, floor, unsteady, context);
  }

  private static List<Detection> averaged(
      List<Detection> detections, @Nullable List<Detection> mirrored) {
    if (mirrored == null) {
      return detections;
    }
    return detections.stream()
        .map(
            d ->
                new Detection(
                    d.box(), d.classId(), d.label(), (d.score() + bestScore(d, mirrored)) / 2))
        .toList();
  }

  private static float bestScore(Detection detection, List<Detection> mirrored) {
    float best = 0;
    for (Detection other : mirrored) {
      if (other.classId() == detection.classId()
          && other.box().iou(detection.box()) >= SAME_PLACE) {
        best = Math.max(best, other.score());
      }
    }
    return best;
  }

  private static List<Detection> uncovered(
      List<Detection> candidates, List<Detection> shown, List<Detection> carried) {
    List<Detection> peaks = new ArrayList<>();
    for (Detection peak : candidates) {
      if (isClear(peak, shown) && isClear(peak, carried) && isClear(peak, peaks)) {
        peaks.add(peak);
      }
    }
    return List.copyOf(peaks);
  }

  private static boolean isClear(Detection peak, List<Detection> others) {
    return others.stream().noneMatch(other -> other.box().iou(peak.box()) >= SAME_PLACE);
  }
}
