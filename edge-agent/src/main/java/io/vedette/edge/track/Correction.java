package io.vedette.edge.track;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.Moments.Moment;
import io.vedette.edge.track.Moments.Observed;
import io.vedette.edge.track.Track.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What verdicts change about a camera's tracks. Used by the tracker's thread. */
final class Correction {

  static final long ADDED_LIVES_MILLIS = 3_000;
  private static final float SAME_OBJECT = 0.3f;

  private final Map<Long, Tracklet> tracks;
  private final Moments moments;
  private final Predicate<Box> inView;
  private final LongSupplier ids;

  /**
   * @param tracks the tracker's own, which are changed
   * @param inView whether a box is still in the picture
   * @param ids names for new tracks
   */
  Correction(Map<Long, Tracklet> tracks, Moments moments, Predicate<Box> inView, LongSupplier ids) {
    this.tracks = tracks;
    this.moments = moments;
    this.inView = inView;
    this.ids = ids;
  }

  /**
   * Applies a verdict to the tracks as they are now. What the teacher added is followed through the
   * frames that came since, by what was seen there, faint candidates included: it may turn out to
   * be a track by now, or to have left the picture, and then it is not added; nor is it when the
   * frame is too long ago to be remembered. A verdict is the whole truth about its frame: what
   * earlier ones added and the student still does not see goes on as far as this one sees it, too.
   *
   * @param thenMillis time of the frame that the verdict is about
   * @param nowMillis time of the newest frame
   */
  void apply(List<TrackEdit> edits, long thenMillis, long nowMillis) {
    Set<Long> spokenFor = new HashSet<>();
    List<Detection> added = new ArrayList<>();
    for (TrackEdit edit : edits) {
      if (edit instanceof TrackEdit.Confirm confirm) {
        judge(confirm.trackId(), Standing.CONFIRMED, null);
        spokenFor.add(confirm.trackId());
      } else if (edit instanceof TrackEdit.Remove remove) {
        judge(remove.trackId(), Standing.REMOVED, null);
      } else if (edit instanceof TrackEdit.Relabel relabel) {
        judge(relabel.trackId(), Standing.RELABELLED, relabel.teacher());
        spokenFor.add(relabel.trackId());
      } else if (edit instanceof TrackEdit.Add add) {
        added.add(add.teacher());
      }
    }
    List<Tracklet> before = earlierAdditions(thenMillis);
    before.forEach(ghost -> tracks.remove(ghost.id()));
    // Last: what is added near something removed is the same object, badly boxed, and stays.
    added.forEach(teacher -> add(teacher, thenMillis, nowMillis, spokenFor, before));
  }

  private List<Tracklet> earlierAdditions(long thenMillis) {
    return tracks.values().stream()
        .filter(track -> track.standing() == Standing.ADDED && track.addedMillis() < thenMillis)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private void judge(long id, Standing standing, @Nullable Detection name) {
    Tracklet track = tracks.get(id);
    if (track != null) {
      track.judge(standing, name);
    }
  }

  private void add(
      Detection teacher,
      long thenMillis,
      long nowMillis,
      Set<Long> spokenFor,
      List<Tracklet> before) {
    Tracklet ghost =
        Tracklet.added(
            ids.getAsLong(),
            teacher,
            mean(Tracklet::velocityX),
            mean(Tracklet::velocityY),
            thenMillis);
    for (Moment moment : moments.from(thenMillis)) {
      Observed same = moment.best(ghost.at(moment.millis()), SAME_OBJECT, spokenFor);
      Tracklet known = same == null ? null : tracks.get(same.trackId());
      if (known != null) {
        agree(known, teacher);
        spokenFor.add(known.id());
        return;
      }
      if (same == null) {
        ghost.miss(moment.millis());
      } else {
        ghost.see(same.detection(), moment.millis(), false);
      }
      if (!inView.test(ghost.at(moment.millis()))) {
        return;
      }
    }
    if (moments.reach(thenMillis) && nowMillis - ghost.seenMillis() <= ADDED_LIVES_MILLIS) {
      Tracklet again = same(before, ghost.at(nowMillis), nowMillis);
      before.remove(again);
      Tracklet placed = again == null ? ghost : again.addedAgain(teacher, ghost, nowMillis);
      placed.judge(Standing.ADDED, teacher);
      tracks.put(placed.id(), placed);
    }
  }

  private static @Nullable Tracklet same(List<Tracklet> before, Box place, long millis) {
    return before.stream()
        .filter(ghost -> ghost.at(millis).iou(place) >= SAME_OBJECT)
        .max(Comparator.comparingDouble(ghost -> ghost.at(millis).iou(place)))
        .orElse(null);
  }

  private static void agree(Tracklet known, Detection teacher) {
    if (known.standing() == Standing.REMOVED || known.standing() == Standing.UNASKED) {
      boolean sameName = known.label().equals(teacher.label());
      known.judge(sameName ? Standing.CONFIRMED : Standing.RELABELLED, sameName ? null : teacher);
    }
  }

  private double mean(ToDoubleFunction<Tracklet> velocity) {
    return tracks.values().stream().mapToDouble(velocity).average().orElse(0);
  }
}
