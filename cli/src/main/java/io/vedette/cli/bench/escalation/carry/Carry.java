package io.vedette.cli.bench.escalation.carry;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.Seen;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.Track.Standing;
import io.vedette.edge.track.TrackedFrame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One camera's last verdict, kept up to date: the teacher's objects move as the student's boxes of
 * them do (weak ones count, too), or on by their velocity; what the teacher did not see stays away;
 * what the student sees anew is shown as its own. Used by one thread.
 */
public final class Carry {

  private static final float SAME_OBJECT = 0.3f;

  private final long lifeMillis;
  private List<Held> held = List.of();
  private List<Detection> denied = List.of();
  private long verdictMillis = Long.MIN_VALUE;
  private long nextId = 1;

  /**
   * @param lifeMillis how long a verdict counts for what the student does not see itself
   */
  public Carry(long lifeMillis) {
    this.lifeMillis = lifeMillis;
  }

  /**
   * Takes in a frame.
   *
   * @param shown the student's, at or above its threshold
   * @param peaks the student's below it
   * @param millis capture time; must not go back
   * @return the objects in view as tracks, those of the verdict first
   */
  public TrackedFrame update(
      List<Detection> shown, List<Detection> peaks, long millis, int width, int height) {
    List<Detection> free = new ArrayList<>(shown);
    free.addAll(peaks);
    List<Held> next = new ArrayList<>();
    List<Seen> seen = new ArrayList<>();
    for (Held object : held) {
      Detection support = best(free, object.expected(millis), object.object().label());
      free.remove(support);
      Held now = support == null ? object.drifted(millis) : object.follows(support.box(), millis);
      if (inside(now.object().box(), width, height)
          && (support != null || millis - verdictMillis <= lifeMillis)) {
        next.add(now);
        if (support != null && shown.contains(support)) {
          seen.add(new Seen(support, now.id()));
        }
      }
    }
    held = next;
    List<Track> tracks = new ArrayList<>(held.stream().map(Held::track).toList());
    fresh(shown, free, millis, tracks, seen);
    return new TrackedFrame(tracks, seen, List.of(), List.of());
  }

  /** What the verdict does not explain: shown, unless it goes on from what was denied. */
  private void fresh(
      List<Detection> shown,
      List<Detection> free,
      long millis,
      List<Track> tracks,
      List<Seen> seen) {
    List<Detection> still = new ArrayList<>();
    Set<Detection> unexplained = new HashSet<>(free);
    for (Detection detection : shown) {
      if (!unexplained.contains(detection)) {
        continue;
      }
      long id = nextId++;
      seen.add(new Seen(detection, id));
      boolean doubled =
          held.stream()
              .anyMatch(
                  h ->
                      h.object().label().equals(detection.label())
                          && h.object().box().iou(detection.box()) >= SAME_OBJECT);
      if (doubled || best(denied, detection.box(), detection.label()) != null) {
        still.add(detection);
      } else {
        tracks.add(new Track(id, detection, 1, 0, 0, 0, millis, Standing.UNASKED));
      }
    }
    if (millis - verdictMillis > lifeMillis) {
      denied = List.of();
    } else if (!still.isEmpty()) {
      denied = merged(denied, still);
    }
  }

  /** Each denied object where it was last seen. */
  private static List<Detection> merged(List<Detection> before, List<Detection> now) {
    List<Detection> all = new ArrayList<>(now);
    before.stream().filter(d -> best(now, d.box(), d.label()) == null).forEach(all::add);
    return List.copyOf(all);
  }

  /**
   * A verdict on the newest frame takes the place of the one before.
   *
   * @param teacher its objects, labels as the student's
   * @param shown what the student showed on that frame
   * @param peaks what it almost saw
   */
  public void verdict(
      List<Detection> teacher, List<Detection> shown, List<Detection> peaks, long millis) {
    List<Detection> free = new ArrayList<>(shown);
    free.addAll(peaks);
    List<Held> before = new ArrayList<>(held);
    List<Held> next = new ArrayList<>();
    for (Detection object : teacher) {
      Detection support = best(free, object.box(), object.label());
      free.remove(support);
      Held same = same(before, object);
      before.remove(same);
      float passed = millis - verdictMillis;
      Box from = same == null ? null : origins.get(same.id());
      float vx = from == null ? 0 : (object.box().centerX() - from.centerX()) / passed;
      float vy = from == null ? 0 : (object.box().centerY() - from.centerY()) / passed;
      next.add(
          new Held(
              nextId++,
              object,
              support == null ? null : support.box(),
              vx,
              vy,
              millis,
              support != null));
    }
    held = next;
    origins.clear();
    next.forEach(h -> origins.put(h.id(), h.object().box()));
    denied = shown.stream().filter(free::contains).toList();
    verdictMillis = millis;
  }

  private final java.util.Map<Long, Box> origins = new java.util.HashMap<>();

  private static @Nullable Held same(List<Held> before, Detection object) {
    Held best = null;
    float overlap = SAME_OBJECT;
    for (Held candidate : before) {
      float iou = candidate.object().box().iou(object.box());
      if (iou >= overlap && candidate.object().label().equals(object.label())) {
        best = candidate;
        overlap = iou;
      }
    }
    return best;
  }

  private static @Nullable Detection best(List<Detection> seen, Box box, String label) {
    Detection best = null;
    float most = 0;
    for (Detection candidate : seen) {
      float iou = candidate.box().iou(box);
      if (iou < SAME_OBJECT) {
        continue;
      }
      float fit = candidate.label().equals(label) ? iou + 0.5f + candidate.score() / 4 : iou;
      if (fit > most) {
        best = candidate;
        most = fit;
      }
    }
    return best;
  }

  private static boolean inside(Box box, int width, int height) {
    return box.centerX() > 0
        && box.centerY() > 0
        && box.centerX() < width
        && box.centerY() < height;
  }
}
