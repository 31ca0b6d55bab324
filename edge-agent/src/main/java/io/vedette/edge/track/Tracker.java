package io.vedette.edge.track;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.Track.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Links detections into tracks: each detection, best score first, continues the track whose
 * predicted box it overlaps most. Used by one thread.
 */
public final class Tracker {

  private static final float SAME_OBJECT = 0.3f;
  private static final int ESTABLISHED_HITS = 3;
  private static final int MAX_MISSES = 5;
  private static final long ADDED_LIVES_MILLIS = 3_000;
  private static final float VELOCITY_SMOOTHING = 0.5f;

  private final Map<Long, Track> tracks = new LinkedHashMap<>();
  private long nextId = 1;

  /**
   * Takes in one frame.
   *
   * @param detections the student's, above its threshold
   * @param millis the frame's capture time; must not go back
   * @param width of the picture, pixels
   * @param height of the picture, pixels
   */
  public TrackedFrame update(List<Detection> detections, long millis, int width, int height) {
    Map<Long, Track> unmatched = new LinkedHashMap<>(tracks);
    Seen[] seen = new Seen[detections.size()];
    List<Track> renamed = new ArrayList<>();
    for (int i : byScore(detections)) {
      Detection detection = detections.get(i);
      Track track = best(unmatched.values(), detection, millis);
      if (track == null) {
        Track born = new Track(nextId++, detection, 1, 0, 0, 0, millis, Standing.UNASKED);
        tracks.put(born.id(), born);
        seen[i] = new Seen(detection, born.id());
        continue;
      }
      unmatched.remove(track.id());
      Track continued = continued(track, detection, millis);
      if (!detection.label().equals(track.detection().label())
          && track.standing() == Standing.UNASKED) {
        renamed.add(continued);
      }
      tracks.put(track.id(), continued);
      seen[i] = new Seen(detection, track.id());
    }
    List<Track> vanished = age(unmatched.values(), millis, width, height);
    return new TrackedFrame(shown(millis), List.of(seen), vanished, renamed);
  }

  private static List<Integer> byScore(List<Detection> detections) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < detections.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> -detections.get(i).score()));
    return order;
  }

  private static @org.jspecify.annotations.Nullable Track best(
      Collection<Track> candidates, Detection detection, long millis) {
    Track best = null;
    float overlap = SAME_OBJECT;
    for (Track track : candidates) {
      float iou = track.predicted(millis).iou(detection.box());
      // Of two tracks in one place the one of the same name goes on.
      float fit = track.detection().label().equals(detection.label()) ? iou + 0.2f : iou;
      if (iou >= SAME_OBJECT && fit > overlap) {
        best = track;
        overlap = fit;
      }
    }
    return best;
  }

  private static Track continued(Track track, Detection detection, long millis) {
    float seconds = Math.max(1, millis - track.atMillis()) / 1000f;
    Box before = track.detection().box();
    float vx = (detection.box().centerX() - before.centerX()) / seconds;
    float vy = (detection.box().centerY() - before.centerY()) / seconds;
    float smooth = track.hits() == 1 ? 0 : VELOCITY_SMOOTHING;
    Standing standing = track.standing() == Standing.ADDED ? Standing.CONFIRMED : track.standing();
    // The teacher's name stays on the track that it was given to.
    Detection named =
        standing == Standing.RELABELLED ? rename(detection, track.detection()) : detection;
    return new Track(
        track.id(),
        named,
        track.hits() + 1,
        0,
        smooth * track.velocityX() + (1 - smooth) * vx,
        smooth * track.velocityY() + (1 - smooth) * vy,
        millis,
        standing);
  }

  private static Detection rename(Detection detection, Detection name) {
    return new Detection(detection.box(), name.classId(), name.label(), detection.score());
  }

  private List<Track> age(Collection<Track> unmatched, long millis, int width, int height) {
    List<Track> vanished = new ArrayList<>();
    for (Track track : unmatched) {
      Track missed = track.missed();
      boolean kept =
          track.standing() == Standing.ADDED
              ? millis - track.atMillis() <= ADDED_LIVES_MILLIS
              : missed.misses() <= MAX_MISSES;
      if (kept && inside(track.predicted(millis), width, height)) {
        tracks.put(track.id(), missed);
        if (missed.misses() == 1
            && track.hits() >= ESTABLISHED_HITS
            && track.standing() != Standing.REMOVED) {
          vanished.add(missed);
        }
      } else {
        tracks.remove(track.id());
      }
    }
    return vanished;
  }

  /** An object whose middle has left the picture is gone for a good reason. */
  private static boolean inside(Box box, int width, int height) {
    return box.x1() > 0 && box.y1() > 0 && box.x2() < width && box.y2() < height;
  }

  private List<Track> shown(long millis) {
    return tracks.values().stream()
        .filter(Track::shown)
        .map(track -> track.misses() == 0 ? track : rolledForward(track, millis))
        .toList();
  }

  private static Track rolledForward(Track track, long millis) {
    Detection last = track.detection();
    return track.with(
        new Detection(track.predicted(millis), last.classId(), last.label(), last.score()));
  }

  /**
   * Applies a verdict to tracks that are still there; an added object is moved on by the mean
   * velocity of what is in view.
   *
   * @param thenMillis capture time of the frame that the verdict is about
   * @param nowMillis capture time of the newest frame
   */
  public void apply(List<TrackEdit> edits, long thenMillis, long nowMillis) {
    for (TrackEdit edit : edits) {
      if (edit instanceof TrackEdit.Confirm confirm) {
        tracks.computeIfPresent(confirm.trackId(), (id, t) -> t.with(Standing.CONFIRMED));
      } else if (edit instanceof TrackEdit.Remove remove) {
        tracks.computeIfPresent(remove.trackId(), (id, t) -> t.with(Standing.REMOVED));
      } else if (edit instanceof TrackEdit.Relabel relabel) {
        tracks.computeIfPresent(
            relabel.trackId(),
            (id, t) -> t.with(rename(t.detection(), relabel.teacher())).with(Standing.RELABELLED));
      } else if (edit instanceof TrackEdit.Add add) {
        add(add.teacher(), thenMillis, nowMillis);
      }
    }
  }

  private void add(Detection teacher, long thenMillis, long nowMillis) {
    float vx = (float) tracks.values().stream().mapToDouble(Track::velocityX).average().orElse(0);
    float vy = (float) tracks.values().stream().mapToDouble(Track::velocityY).average().orElse(0);
    float seconds = (nowMillis - thenMillis) / 1000f;
    Box now = teacher.box().shift(vx * seconds, vy * seconds);
    boolean known =
        tracks.values().stream().anyMatch(t -> t.predicted(nowMillis).iou(now) >= SAME_OBJECT);
    if (!known && seconds * 1000 <= ADDED_LIVES_MILLIS) {
      Detection moved = new Detection(now, teacher.classId(), teacher.label(), teacher.score());
      tracks.put(nextId, new Track(nextId, moved, 0, 1, vx, vy, nowMillis, Standing.ADDED));
      nextId++;
    }
  }
}
