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
 * One answered frame, sorted for the signals.
 *
 * <p>Scores of doubtful objects and of peaks are averaged with those of a mirrored view where there
 * is one: what is seen one way only is less likely to be there.
 *
 * @param objects what the camera's answer is, corrections of earlier verdicts included
 * @param shown detections at or above the threshold
 * @param boxes detections that a detector shows as it comes, be the threshold here higher or not
 * @param doubtful those of {@code shown} that no verdict has looked at
 * @param verified those of {@code shown} that a verdict has confirmed or named
 * @param carried objects of a verdict that the student does not see now
 * @param peaks candidates below the threshold that lie on no object and on no stronger peak
 * @param threshold of the student, 0 to 1
 * @param floor of the peaks, 0 to 1
 * @param unsteady tracks that vanished in plain view or changed their name
 * @param unseenMotion share of the picture that moves where nothing is detected, 0 to 1
 * @param novelty how unlike the camera's other frames this one is, 0 to 1
 * @param secondsSinceVerdict since the last frame of this camera that was asked about; infinite
 *     where there is none
 * @param area of the picture, pixels
 */
public record FrameFeatures(
    List<Detection> objects,
    List<Detection> shown,
    List<Detection> boxes,
    List<Detection> doubtful,
    List<Detection> verified,
    List<Detection> carried,
    List<Detection> peaks,
    float threshold,
    float floor,
    int unsteady,
    float unseenMotion,
    float novelty,
    double secondsSinceVerdict,
    float area) {

  private static final float SAME_PLACE = 0.5f;

  /** From this score on a detector is taken to show a box, whatever its threshold here is. */
  private static final float BOX = 0.25f;

  /**
   * What does not come from the frame's detections.
   *
   * @param mirrored the student's view of the mirrored picture, mirrored back; null where it was
   *     not asked for: it costs a second inference
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
   * Sorts a frame.
   *
   * @param shown detections at or above {@code threshold}
   * @param candidates detections below it, down to {@code floor}
   * @param tracks what the frame did to the tracks
   */
  public static FrameFeatures of(
      List<Detection> shown,
      List<Detection> candidates,
      float threshold,
      float floor,
      TrackedFrame tracks,
      FrameContext around) {
    Map<Long, Standing> standings = new HashMap<>();
    List<Detection> carried = new ArrayList<>();
    for (Track track : tracks.tracks()) {
      standings.put(track.id(), track.standing());
      if (track.standing() == Standing.ADDED) {
        carried.add(track.detection());
      }
    }
    List<Detection> doubtful = new ArrayList<>();
    List<Detection> verified = new ArrayList<>();
    for (TrackedDetection seen : tracks.seen()) {
      // A removed track is not among those that are shown: its detection is settled, too.
      Standing standing = standings.getOrDefault(seen.trackId(), Standing.REMOVED);
      (standing == Standing.UNASKED ? doubtful : verified).add(seen.detection());
    }
    return new FrameFeatures(
        tracks.tracks().isEmpty() ? shown : tracks.tracks().stream().map(Track::detection).toList(),
        shown,
        Stream.concat(shown.stream(), candidates.stream().filter(d -> d.score() >= BOX)).toList(),
        steadied(tracks.seen().isEmpty() ? shown : doubtful, around.mirrored()),
        verified,
        carried,
        steadied(uncovered(candidates, shown, carried), around.mirrored()),
        threshold,
        floor,
        tracks.vanished().size() + tracks.renamed().size(),
        around.unseenMotion(),
        around.novelty(),
        around.secondsSinceVerdict(),
        around.area());
  }

  /**
   * The same look at a part of the frame. What is known of the frame as a whole stays: a region is
   * put where the frame's doubts are.
   */
  public FrameFeatures within(Region region) {
    return region.isWhole()
        ? this
        : new FrameFeatures(
            region.judged(objects),
            region.judged(shown),
            region.judged(boxes),
            region.judged(doubtful),
            region.judged(verified),
            region.judged(carried),
            region.judged(peaks),
            threshold,
            floor,
            unsteady,
            unseenMotion,
            novelty,
            secondsSinceVerdict,
            area);
  }

  private static List<Detection> steadied(
      List<Detection> seen, @Nullable List<Detection> mirrored) {
    if (mirrored == null) {
      return seen;
    }
    return seen.stream()
        .map(
            d ->
                new Detection(d.box(), d.classId(), d.label(), (d.score() + best(d, mirrored)) / 2))
        .toList();
  }

  private static float best(Detection seen, List<Detection> mirrored) {
    float best = 0;
    for (Detection other : mirrored) {
      if (other.classId() == seen.classId() && other.box().iou(seen.box()) >= SAME_PLACE) {
        best = Math.max(best, other.score());
      }
    }
    return best;
  }

  private static List<Detection> uncovered(
      List<Detection> candidates, List<Detection> shown, List<Detection> carried) {
    List<Detection> peaks = new ArrayList<>();
    for (Detection peak : candidates) {
      if (clear(peak, shown) && clear(peak, carried) && clear(peak, peaks)) {
        peaks.add(peak);
      }
    }
    return List.copyOf(peaks);
  }

  private static boolean clear(Detection peak, List<Detection> others) {
    return others.stream().noneMatch(other -> other.box().iou(peak.box()) >= SAME_PLACE);
  }
}
