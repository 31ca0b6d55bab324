package io.vedette.edge.event;

import io.vedette.detector.Box;
import io.vedette.detector.Frame;
import io.vedette.detector.FrameImage;
import io.vedette.edge.telemetry.FramePlace;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.Track.Standing;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An event that has not ended: a track, its best picture and score, and the zones it was in. */
final class ObjectTrackEvent {

  /** A new picture must be better than the last one by this factor, so that few are cut out. */
  private static final double BETTER = 1.15;

  /** Margin around the box, share of its longer side. */
  private static final float MARGIN = 0.3f;

  private final String id;
  private final String camera;
  private final long startMillis;
  private final Set<String> zones = new TreeSet<>();
  private Track track;
  private long endMillis;
  private long lastSeenMillis;
  private float score;
  private double quality;
  private FrameImage crop;
  private List<Float> box;
  private @Nullable EventPlace place;
  private boolean refuted;

  ObjectTrackEvent(String id, Frame frame, Track track, FramePlace at, long steadyMillis) {
    this.id = id;
    this.camera = frame.cameraId();
    this.startMillis = frame.capturedAt().toEpochMilli();
    this.track = track;
    this.quality = qualityOf(track, frame.image());
    this.crop = cut(frame.image(), track.detection().box());
    this.box = relative(track.detection().box(), frame.image());
    this.place = EventPlace.of(at, track.detection().box(), frame.image());
    update(frame, track, Set.of(), at, steadyMillis);
  }

  void update(Frame frame, Track now, Set<String> entered, FramePlace at, long steadyMillis) {
    track = now;
    lastSeenMillis = steadyMillis;
    refuted &= now.standing() == Standing.UNASKED;
    endMillis = Math.max(startMillis, frame.capturedAt().toEpochMilli());
    score = Math.max(score, now.detection().score());
    zones.addAll(entered);
    double newQuality = qualityOf(now, frame.image());
    if (newQuality > quality * BETTER) {
      quality = newQuality;
      crop.release();
      crop = cut(frame.image(), now.detection().box());
      box = relative(now.detection().box(), frame.image());
      place = EventPlace.of(at, now.detection().box(), frame.image());
    }
  }

  /** The teacher sees nothing there. A later verdict may see it again. */
  void refute() {
    refuted = true;
  }

  long lastSeenMillis() {
    return lastSeenMillis;
  }

  /** The best picture, the receiver's from now on: the event is over. */
  FrameImage image() {
    return crop;
  }

  ObjectEvent toEvent() {
    return new ObjectEvent(
        id,
        camera,
        track.detection().label(),
        score,
        refuted ? Standing.REMOVED : track.standing(),
        startMillis,
        endMillis,
        List.copyOf(zones),
        box,
        place);
  }

  /** Large and confident is better; cut by the picture's edge is worse. */
  private static double qualityOf(Track track, FrameImage picture) {
    Box box = track.detection().box();
    Box visible = box.clip(picture.width(), picture.height());
    boolean whole =
        box.x1() > 0 && box.y1() > 0 && box.x2() < picture.width() && box.y2() < picture.height();
    return track.detection().score() * Math.sqrt(visible.area() + 1) * (whole ? 1 : 0.5);
  }

  private static FrameImage cut(FrameImage image, Box box) {
    float around = MARGIN * Math.max(box.width(), box.height());
    Box wide =
        new Box(box.x1() - around, box.y1() - around, box.x2() + around, box.y2() + around)
            .clip(image.width(), image.height());
    int x = Math.min((int) wide.x1(), image.width() - 1);
    int y = Math.min((int) wide.y1(), image.height() - 1);
    int width = Math.max(1, (int) Math.ceil(wide.x2()) - x);
    int height = Math.max(1, (int) Math.ceil(wide.y2()) - y);
    return image.keepPart(x, y, width, height);
  }

  private static List<Float> relative(Box box, FrameImage picture) {
    Box inside = box.clip(picture.width(), picture.height());
    return List.of(
        inside.x1() / picture.width(),
        inside.y1() / picture.height(),
        inside.x2() / picture.width(),
        inside.y2() / picture.height());
  }
}
