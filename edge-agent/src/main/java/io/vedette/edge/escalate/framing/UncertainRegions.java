package io.vedette.edge.escalate.framing;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.escalate.signal.FrameFeatures;
import io.vedette.edge.escalate.signal.SortedDetections;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.TrackedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The places in a frame where a verdict may change something.
 *
 * @param places in pixels of the frame
 * @param secondsSinceWhole since a whole frame was last escalated; infinite where none was
 */
public record UncertainRegions(List<Box> places, double secondsSinceWhole) {

  /** Peaks count from this share of the way between floor and threshold: those below are noise. */
  private static final float PEAK = 0.5f;

  public UncertainRegions {
    places = List.copyOf(places);
  }

  /**
   * Objects that no verdict was about, those that only a verdict knows of, the stronger peaks below
   * the threshold, tracks that vanished or changed their label, and motion without detection.
   *
   * @param tracks of the frame
   * @param moving cells that move where nothing is detected
   */
  public static UncertainRegions of(
      FrameFeatures features, TrackedFrame tracks, List<Box> moving, double secondsSinceWhole) {
    float least = features.floor() + PEAK * (features.threshold() - features.floor());
    SortedDetections detections = features.detections();
    List<Box> places = new ArrayList<>(moving);
    Stream.of(detections.unverified(), detections.carried())
        .flatMap(List::stream)
        .map(Detection::box)
        .forEach(places::add);
    detections.peaks().stream()
        .filter(p -> p.score() >= least)
        .map(Detection::box)
        .forEach(places::add);
    Stream.of(tracks.vanished(), tracks.renamed())
        .flatMap(List::stream)
        .map(Track::detection)
        .map(Detection::box)
        .forEach(places::add);
    return new UncertainRegions(places, secondsSinceWhole);
  }
}
