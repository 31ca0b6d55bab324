package io.vedette.edge.fusion;

import io.vedette.detector.Detection;
import io.vedette.edge.fusion.FusionState.Unexplained;
import io.vedette.edge.motion.GlobalMotion;
import io.vedette.edge.motion.PlaneTransform;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.TrackedDetection;
import io.vedette.edge.track.TrackedFrame;
import io.vedette.edge.track.Tracker;
import io.vedette.edge.view.Region;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fuses what a camera's student sees with what the teacher said about some of its frames. Used by
 * one thread.
 *
 * <p>Without a verdict the student's own detections are shown, with the ids of a {@link Tracker}. A
 * verdict replaces them with the teacher's objects. These stay for as long as the student shows
 * them, and two seconds without, and move as the student's boxes of them do, faint ones included.
 * Detections that the verdict denied are hidden for as long as the student goes on to show them.
 * New detections are shown; in the two seconds after a verdict only where verdicts have mostly
 * found such detections right.
 *
 * <p>A verdict counts as if it had come with its frame, however late it is and in whatever order
 * verdicts come: the frames since then are replayed. The last 15 seconds are remembered for this;
 * older verdicts are ignored.
 *
 * <p>Where the camera moves, all places go with the picture, those of a late verdict with all
 * motions since its frame. A motion that could not be followed counts as none: where it was one,
 * objects of verdicts fade as the student does not see them there.
 */
public final class VerdictFusion {

  private static final long HISTORY_MILLIS = 15_000;
  private static final int MAX_HISTORY = 500;

  private final AtomicLong lastId = new AtomicLong();
  private final Tracker tracker = new Tracker(lastId::incrementAndGet);
  private final NewDetectionPrior prior = new NewDetectionPrior();
  private final Deque<Moment> history = new ArrayDeque<>();
  private FusionState state = FusionState.EMPTY;
  private Map<Long, Track> studentTracks = Map.of();
  private float threshold;

  /**
   * A frame of the history.
   *
   * @param state after it
   * @param verdict on it; null: none yet
   */
  private record Moment(FusionState state, @Nullable TeacherView verdict) {
    long millis() {
      return state.frame().millis();
    }
  }

  /** A frame of a camera that stands still. */
  public TrackedFrame onFrame(
      List<Detection> shown,
      List<Detection> faint,
      float threshold,
      long millis,
      int width,
      int height) {
    return onFrame(shown, faint, threshold, millis, width, height, GlobalMotion.STILL);
  }

  /**
   * Takes in a frame. When the picture's size changes, all state is dropped.
   *
   * @param shown the student's detections at or above its threshold
   * @param faint its candidates below
   * @param threshold the student's, 0 to 1
   * @param millis the frame's time; must not go back
   * @param width of the picture, pixels
   * @param height of the picture, pixels
   * @param motion of the camera since the frame before
   * @return the objects in view, those of the teacher first
   */
  public TrackedFrame onFrame(
      List<Detection> shown,
      List<Detection> faint,
      float threshold,
      long millis,
      int width,
      int height,
      GlobalMotion motion) {
    this.threshold = threshold;
    TrackedFrame tracked = tracker.update(shown, faint, millis, width, height, motion.transform());
    StudentView frame = StudentView.of(tracked.seen(), faint, millis, width, height, motion);
    if (!frame.hasSizeOf(state.frame())) {
      state = FusionState.EMPTY;
      history.clear();
    }
    state = state.after(frame);
    remember(state);
    studentTracks =
        tracked.tracks().stream().collect(Collectors.toMap(Track::id, Function.identity()));
    return new TrackedFrame(
        objects(), withIds(tracked.seen()), tracked.vanished(), tracked.renamed());
  }

  /** The objects in view after the last frame and all verdicts until now, the teacher's first. */
  public List<Track> objects() {
    List<Track> objects =
        new ArrayList<>(state.tracks().stream().map(TeacherTrack::track).toList());
    for (Unexplained unexplained : state.unexplained()) {
      TrackedDetection detection = unexplained.detection();
      Track track = studentTracks.get(detection.trackId());
      boolean unasked = !unexplained.denied() && !state.isCovered(detection.detection().box());
      if (track != null && (unasked || prior.isLikely(unexplained, threshold))) {
        objects.add(track);
      }
    }
    return List.copyOf(objects);
  }

  private List<TrackedDetection> withIds(List<TrackedDetection> seen) {
    return seen.stream().map(s -> new TrackedDetection(s.detection(), state.id(s))).toList();
  }

  /**
   * Takes in a verdict on a whole frame.
   *
   * @param objects the teacher's, with the student's labels and class ids
   * @param millis time of the frame that it is about
   */
  public void onVerdict(List<Detection> objects, long millis) {
    FusionState then = stateAt(millis);
    if (then != null) {
      onVerdict(objects, Region.whole(then.frame().width(), then.frame().height()), millis);
    }
  }

  /**
   * Takes in a verdict on a region of a frame. Objects outside it stay as they are, and so do those
   * that its border cuts: of half an object the teacher draws another box, or none.
   *
   * @param objects the teacher's, with the student's labels and class ids, boxes in pixels of the
   *     frame
   * @param region that the teacher was shown
   * @param millis time of the frame that it is about
   */
  public void onVerdict(List<Detection> objects, Region region, long millis) {
    FusionState then = stateAt(millis);
    if (then == null) {
      return;
    }
    List<TrackedDetection> judged =
        region.judged(objects).stream()
            .map(object -> new TrackedDetection(object, lastId.incrementAndGet()))
            .toList();
    List<Detection> cut = objects.stream().filter(d -> !region.judges(d.box())).toList();
    TeacherView verdict = new TeacherView(judged, cut, region, millis, PlaneTransform.IDENTITY);
    prior.learn(then, verdict, threshold);
    state = replay(verdict);
  }

  /** Ids of the student's tracks that a verdict denied. */
  public Set<Long> refuted() {
    return state.denied().stream()
        .map(denied -> denied.detection().trackId())
        .collect(Collectors.toUnmodifiableSet());
  }

  private void remember(FusionState newest) {
    history.addLast(new Moment(newest, null));
    long millis = newest.frame().millis();
    while (history.size() > MAX_HISTORY || millis - history.getFirst().millis() > HISTORY_MILLIS) {
      history.removeFirst();
    }
  }

  /** The state after a frame; null when the frame is forgotten. */
  private @Nullable FusionState stateAt(long millis) {
    return history.stream()
        .filter(moment -> moment.millis() == millis)
        .map(Moment::state)
        .findFirst()
        .orElse(null);
  }

  /** Replays all frames since a verdict's; the state after the newest. */
  private FusionState replay(TeacherView verdict) {
    List<Moment> moments = new ArrayList<>(history);
    history.clear();
    FusionState replayed = FusionState.EMPTY;
    for (Moment moment : moments) {
      boolean isAbout = moment.millis() == verdict.millis();
      TeacherView said = isAbout ? verdict : moment.verdict;
      if (moment.millis() < verdict.millis()) {
        replayed = moment.state;
      } else {
        replayed = isAbout ? moment.state : replayed.after(moment.state.frame());
        replayed = said == null ? replayed : replayed.withVerdict(said);
      }
      history.addLast(new Moment(replayed, said));
    }
    return replayed;
  }
}
