package io.vedette.edge.fusion;

import io.vedette.detector.Detection;
import io.vedette.edge.fusion.FusionState.Fresh;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.TrackedDetection;
import io.vedette.edge.track.TrackedFrame;
import io.vedette.edge.track.Tracker;
import io.vedette.edge.view.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes one of what a camera's student sees and what the teacher said about some of its frames.
 * Used by one thread.
 *
 * <p>Without a verdict the student's own detections are shown, numbered by a {@link Tracker}. A
 * verdict puts the teacher's objects in their place: they stay for as long as the student shows
 * them, and two seconds without, and move as far as the student's boxes of them do, faint ones
 * included. What the verdict denied stays away for as long as the student goes on to show it. What
 * is new is shown, in those two seconds only where verdicts have mostly found such right.
 *
 * <p>A verdict counts as if it had come with its frame, however late it is and in whatever order
 * verdicts come, unless the frame is forgotten by then.
 */
public final class VerdictFusion {

  private final Tracker tracker = new Tracker(this::nextNumber);
  private final FrameHistory moments = new FrameHistory();
  private final NewDetectionPrior credit = new NewDetectionPrior();
  private FusionState known = FusionState.NOTHING;
  private Map<Long, Track> tracks = Map.of();
  private float threshold;
  private long lastNumber;

  private long nextNumber() {
    return ++lastNumber;
  }

  /**
   * Takes in a frame. A picture of another size than the one before begins anew.
   *
   * @param shown the student's detections at or above its threshold
   * @param faint its candidates below
   * @param threshold the student's, 0 to 1
   * @param millis the frame's time; must not go back
   * @param width of the picture, pixels
   * @param height of the picture, pixels
   * @return the objects in view, those of the teacher first
   */
  public TrackedFrame see(
      List<Detection> shown,
      List<Detection> faint,
      float threshold,
      long millis,
      int width,
      int height) {
    this.threshold = threshold;
    TrackedFrame tracked = tracker.update(shown, faint, millis, width, height);
    StudentView sight = StudentView.of(tracked.seen(), faint, millis, width, height);
    if (!sight.isOfOneSizeWith(known.sight())) {
      known = FusionState.NOTHING;
      moments.clear();
    }
    known = known.after(sight);
    moments.add(known);
    tracks = tracked.tracks().stream().collect(Collectors.toMap(Track::id, Function.identity()));
    return new TrackedFrame(
        objects(), numbered(tracked.seen()), tracked.vanished(), tracked.renamed());
  }

  /** The objects in view after the last frame and all verdicts until now, the teacher's first. */
  public List<Track> objects() {
    List<Track> objects = new ArrayList<>(known.held().stream().map(TeacherTrack::track).toList());
    for (Fresh fresh : known.fresh()) {
      Track track = tracks.get(fresh.seen().trackId());
      boolean unasked = !fresh.denied() && !known.isLately(fresh.seen().detection().box());
      if (track != null && (unasked || credit.isEnough(fresh, threshold))) {
        objects.add(track);
      }
    }
    return List.copyOf(objects);
  }

  private List<TrackedDetection> numbered(List<TrackedDetection> seen) {
    return seen.stream().map(s -> new TrackedDetection(s.detection(), known.number(s))).toList();
  }

  /**
   * Takes in a verdict on a whole frame.
   *
   * @param teacher its objects, named and numbered as the student's classes
   * @param millis time of the frame that it is about
   */
  public void told(List<Detection> teacher, long millis) {
    FusionState then = moments.at(millis);
    if (then != null) {
      told(teacher, Region.whole(then.sight().width(), then.sight().height()), millis);
    }
  }

  /**
   * Takes in a verdict on a part of a frame. Objects outside it stay as they are, and so do those
   * that its border cuts: a teacher who sees half of one draws another box, or sees none.
   *
   * @param teacher its objects, named and numbered as the student's classes, boxes in pixels of the
   *     frame
   * @param region what the teacher was shown
   * @param millis time of the frame that it is about
   */
  public void told(List<Detection> teacher, Region region, long millis) {
    FusionState then = moments.at(millis);
    if (then == null) {
      return;
    }
    List<TrackedDetection> objects =
        region.judged(teacher).stream()
            .map(object -> new TrackedDetection(object, nextNumber()))
            .toList();
    List<Detection> cut = teacher.stream().filter(d -> !region.judges(d.box())).toList();
    TeacherView word = new TeacherView(objects, cut, region);
    credit.learn(then, word, threshold);
    known = moments.relive(millis, word);
  }

  /** The numbers of what the student shows and a verdict did not see. */
  public Set<Long> refuted() {
    return known.denied().stream()
        .map(d -> d.seen().trackId())
        .collect(Collectors.toUnmodifiableSet());
  }
}
