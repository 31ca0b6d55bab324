package io.vedette.benchmarks.motion;

import io.vedette.benchmarks.motion.CropFilm.Known;
import io.vedette.detector.Detection;
import io.vedette.detector.evaluate.DetectionPairs;
import io.vedette.edge.track.Track;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what was shown of a film with what is known: an object that is found under another
 * number than before is an identity switch.
 */
final class FilmScore {

  private final Map<Long, Long> numbers = new HashMap<>();
  private long found;
  private long shown;
  private long known;
  private int switches;

  void add(List<Track> tracks, List<Known> objects) {
    List<Detection> seen = tracks.stream().map(Track::detection).toList();
    Map<Detection, Track> trackOf = new IdentityHashMap<>();
    tracks.forEach(track -> trackOf.put(track.detection(), track));
    Map<Detection, Long> idOf = new IdentityHashMap<>();
    objects.forEach(object -> idOf.put(object.object(), object.id()));
    DetectionPairs pairs = DetectionPairs.of(seen, objects.stream().map(Known::object).toList());
    for (DetectionPairs.Pair pair : pairs.same()) {
      Track track = trackOf.get(pair.one());
      Long id = idOf.get(pair.other());
      if (track != null && id != null) {
        Long before = numbers.put(id, track.id());
        switches += before != null && before != track.id() ? 1 : 0;
      }
    }
    found += pairs.same().size();
    shown += seen.size();
    known += objects.size();
  }

  int switches() {
    return switches;
  }

  /** Of all frames together, 0 to 1. */
  double f1() {
    return shown + known == 0 ? 1 : 2.0 * found / (shown + known);
  }
}
