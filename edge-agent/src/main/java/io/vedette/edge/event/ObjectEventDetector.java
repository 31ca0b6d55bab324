package io.vedette.edge.event;

import io.vedette.detector.Picture;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.Track.Standing;
import io.vedette.edge.view.View;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds events in one camera's answers. One begins when a track has been seen in three frames or a
 * teacher has spoken for it, and ends when it has not been shown for three seconds. Used by the
 * camera's frame loop alone.
 */
public final class ObjectEventDetector {

  private static final int ESTABLISHED_HITS = 3;
  private static final long GONE_MILLIS = 3_000;

  private final View view;
  private final Map<Long, ObjectTrackEvent> open = new LinkedHashMap<>();

  public ObjectEventDetector(View view) {
    this.view = view;
  }

  /** An event that has ended, and its best picture. */
  public record Ended(ObjectEvent event, Picture picture) {}

  /** Takes in the next answer; the events that end with it. */
  public List<Ended> take(FrameResult answer) {
    int width = answer.frame().picture().width();
    int height = answer.frame().picture().height();
    for (Track track : answer.tracked().tracks()) {
      ObjectTrackEvent sighting = open.get(track.id());
      if (sighting == null && isWorthIt(track)) {
        String id =
            answer.frame().cameraId()
                + "-"
                + answer.frame().capturedAt().toEpochMilli()
                + "-"
                + track.id();
        sighting = new ObjectTrackEvent(id, answer.frame(), track, answer.steadyMillis());
        open.put(track.id(), sighting);
      }
      if (sighting != null) {
        sighting.see(
            answer.frame(),
            track,
            view.zonesOf(track.detection().box(), width, height),
            answer.steadyMillis());
      }
    }
    for (long refuted : answer.refuted()) {
      ObjectTrackEvent sighting = open.get(refuted);
      if (sighting != null) {
        sighting.refute();
      }
    }
    return ended(answer.steadyMillis() - GONE_MILLIS);
  }

  private static boolean isWorthIt(Track track) {
    return track.hits() >= ESTABLISHED_HITS || track.standing() != Standing.UNASKED;
  }

  private List<Ended> ended(long lastSeenBefore) {
    List<Ended> ended = new ArrayList<>();
    for (Iterator<ObjectTrackEvent> all = open.values().iterator(); all.hasNext(); ) {
      ObjectTrackEvent sighting = all.next();
      if (sighting.steadyMillis() < lastSeenBefore) {
        ended.add(new Ended(sighting.event(), sighting.crop()));
        all.remove();
      }
    }
    return ended;
  }

  /** Everything that is going on, ended now: the camera is closed. */
  public List<Ended> endAll() {
    return ended(Long.MAX_VALUE);
  }
}
