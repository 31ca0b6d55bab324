package io.vedette.edge.escalate.framing;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.escalate.signal.FrameFeatures;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.TrackedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where in a frame a verdict may change something.
 *
 * @param places in pixels of the frame
 * @param secondsSinceWhole since all of a frame was last asked about; infinite where it never was
 */
public record UncertainRegions(List<Box> places, double secondsSinceWhole) {

  /** A peak counts from so far up between floor and threshold: the many below are noise. */
  private static final float PEAK = 0.5f;

  public UncertainRegions {
    places = List.copyOf(places);
  }

  /**
   * Objects that no verdict has looked at, those that only a verdict knows of, the stronger peaks
   * below the threshold, tracks that vanished or changed their name, and what moves unseen.
   *
   * @param tracks what the frame did to the tracks
   * @param moving where something moves and nothing is detected
   */
  public static UncertainRegions of(
      FrameFeatures look, TrackedFrame tracks, List<Box> moving, double secondsSinceWhole) {
    float least = look.floor() + PEAK * (look.threshold() - look.floor());
    List<Box> places = new ArrayList<>(moving);
    Stream.of(look.doubtful(), look.carried())
        .flatMap(List::stream)
        .map(Detection::box)
        .forEach(places::add);
    look.peaks().stream().filter(p -> p.score() >= least).map(Detection::box).forEach(places::add);
    Stream.of(tracks.vanished(), tracks.renamed())
        .flatMap(List::stream)
        .map(Track::detection)
        .map(Detection::box)
        .forEach(places::add);
    return new UncertainRegions(places, secondsSinceWhole);
  }
}
