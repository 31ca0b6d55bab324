package io.vedette.edge.event;

import io.vedette.detector.Frame;
import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.Track.Standing;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Detects events in one camera's results. An event begins when a track was seen in three frames or
 * a teacher has verified it, and ends when it was not shown for three seconds. Used by the camera's
 * frame loop alone.
 */
public final class ObjectEventDetector {

  private static final int MIN_HITS = 3;
  private static final long GONE_MILLIS = 3_000;

  private final Map<Long, ObjectTrackEvent> open = new LinkedHashMap<>();

  /**
   * An event that has ended.
   *
   * @param image its best picture; whoever has it last releases it
   */
  public record Ended(ObjectEvent event, FrameImage image) {

    public Picture picture() {
      return image.picture();
    }
  }

  /** Takes in the next result; the events that end with it. */
  public List<Ended> onResult(FrameResult result) {
    Frame frame = result.frame();
    for (Track track : result.tracked().tracks()) {
      ObjectTrackEvent event = open.get(track.id());
      if (event == null && isEstablished(track)) {
        event =
            new ObjectTrackEvent(
                id(frame, track), frame, track, result.place(), result.steadyMillis());
        open.put(track.id(), event);
      }
      if (event != null) {
        event.update(
            frame,
            track,
            result
                .view()
                .zonesOf(track.detection().box(), frame.image().width(), frame.image().height()),
            result.place(),
            result.steadyMillis());
      }
    }
    for (long trackId : result.refuted()) {
      ObjectTrackEvent event = open.get(trackId);
      if (event != null) {
        event.refute();
      }
    }
    return end(result.steadyMillis() - GONE_MILLIS);
  }

  private static String id(Frame frame, Track track) {
    return frame.cameraId() + "-" + frame.capturedAt().toEpochMilli() + "-" + track.id();
  }

  private static boolean isEstablished(Track track) {
    return track.hits() >= MIN_HITS || track.standing() != Standing.UNASKED;
  }

  private List<Ended> end(long lastSeenBefore) {
    List<Ended> ended = new ArrayList<>();
    for (Iterator<ObjectTrackEvent> all = open.values().iterator(); all.hasNext(); ) {
      ObjectTrackEvent event = all.next();
      if (event.lastSeenMillis() < lastSeenBefore) {
        ended.add(new Ended(event.toEvent(), event.image()));
        all.remove();
      }
    }
    return ended;
  }

  /** Ends all open events: the camera is closed. */
  public List<Ended> endAll() {
    return end(Long.MAX_VALUE);
  }
}
