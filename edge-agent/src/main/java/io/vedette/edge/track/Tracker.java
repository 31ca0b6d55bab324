package io.vedette.edge.track;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.motion.PlaneTransform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Links detections into tracks as ByteTrack does (Zhang et al., "ByteTrack: Multi-Object Tracking
 * by Associating Every Detection Box", ECCV 2022). Detections above the threshold continue tracks
 * first, recently lost ones included. Then faint candidates continue tracks that would break, but
 * begin none. A track and a detection with different labels must overlap more. Where the camera
 * moves, tracks are moved with the picture before they are matched. Used by one thread.
 */
public final class Tracker {

  /** Limits of the cost of a pair, 1 - IoU; the paper's. */
  private static final double SHOWN_LIMIT = 0.8;

  private static final double FAINT_LIMIT = 0.5;
  private static final double NEW_LIMIT = 0.7;

  /** Added to the cost where labels differ. */
  private static final double OTHER_LABEL = 0.2;

  private static final long MAX_LOST_MILLIS = 2_000;
  private static final int MAX_LOST_FRAMES = 5;

  private final Map<Long, Tracklet> tracks = new LinkedHashMap<>();
  private final LongSupplier ids;
  private int width;
  private int height;

  /**
   * @param ids ids for new tracks, 0 or more, no id twice
   */
  public Tracker(LongSupplier ids) {
    this.ids = ids;
  }

  /** A frame without faint candidates. */
  public TrackedFrame update(List<Detection> shown, long millis, int width, int height) {
    return update(shown, List.of(), millis, width, height);
  }

  /** A frame of a camera that stands still. */
  public TrackedFrame update(
      List<Detection> shown, List<Detection> faint, long millis, int width, int height) {
    return update(shown, faint, millis, width, height, PlaneTransform.IDENTITY);
  }

  /**
   * Takes in one frame. When the picture's size changes, all tracks are dropped.
   *
   * @param shown the student's detections above its threshold
   * @param faint its candidates below
   * @param millis the frame's time; must not go back
   * @param width of the picture, pixels
   * @param height of the picture, pixels
   * @param motion of the camera since the frame before, pixels
   */
  public TrackedFrame update(
      List<Detection> shown,
      List<Detection> faint,
      long millis,
      int width,
      int height,
      PlaneTransform motion) {
    if (width != this.width || height != this.height) {
      this.width = width;
      this.height = height;
      tracks.clear();
    }
    if (!motion.isIdentity()) {
      tracks.values().forEach(track -> track.move(motion, millis));
    }
    Frame frame = new Frame(shown, millis);
    List<Tracklet> unseen = new ArrayList<>(tracks.values());
    List<Tracklet> fresh = unseen.stream().filter(t -> !t.isSettled()).toList();
    unseen.removeAll(fresh);
    List<Integer> left = frame.match(unseen, all(shown), SHOWN_LIMIT);
    frame.matchFaint(unseen, faint);
    List<Tracklet> freshLeft = new ArrayList<>(fresh);
    left = frame.match(freshLeft, left, NEW_LIMIT);
    left.forEach(frame::begin);
    unseen.addAll(freshLeft);
    List<Track> vanished = age(unseen, millis);
    return new TrackedFrame(inView(), List.of(frame.seen), vanished, frame.renamed());
  }

  private static List<Integer> all(List<Detection> detections) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < detections.size(); i++) {
      all.add(i);
    }
    return all;
  }

  private static double cost(Box place, String label, Detection detection) {
    return 1 - place.iou(detection.box()) + (label.equals(detection.label()) ? 0 : OTHER_LABEL);
  }

  /** One frame in the stages of matching. */
  private final class Frame {
    private final List<Detection> shown;
    private final long millis;
    private final TrackedDetection[] seen;
    private final List<Tracklet> renamed = new ArrayList<>();

    Frame(List<Detection> shown, long millis) {
      this.shown = shown;
      this.millis = millis;
      this.seen = new TrackedDetection[shown.size()];
    }

    /** Matches, and removes the matched from {@code unseen}; the detections left over. */
    List<Integer> match(List<Tracklet> unseen, List<Integer> indices, double limit) {
      List<Detection> detections = indices.stream().map(shown::get).toList();
      int[] partner = pair(unseen, detections, limit);
      List<Integer> left = new ArrayList<>(indices);
      for (int t = partner.length - 1; t >= 0; t--) {
        if (partner[t] >= 0) {
          int index = indices.get(partner[t]);
          left.remove((Integer) index);
          link(unseen.remove(t), index);
        }
      }
      return left;
    }

    private void link(Tracklet track, int index) {
      Detection detection = shown.get(index);
      if (track.see(detection, millis)) {
        renamed.add(track);
      }
      seen[index] = new TrackedDetection(detection, track.id());
    }

    /** The second stage: only tracks that were in view until now. */
    void matchFaint(List<Tracklet> unseen, List<Detection> faint) {
      List<Tracklet> breaking = unseen.stream().filter(t -> t.misses() == 0).toList();
      int[] partner = pair(breaking, faint, FAINT_LIMIT);
      for (int t = 0; t < partner.length; t++) {
        if (partner[t] >= 0) {
          breaking.get(t).see(faint.get(partner[t]), millis);
          unseen.remove(breaking.get(t));
        }
      }
    }

    private int[] pair(List<Tracklet> rows, List<Detection> columns, double limit) {
      double[][] cost = new double[rows.size()][columns.size()];
      for (int r = 0; r < rows.size(); r++) {
        Box place = rows.get(r).at(millis);
        String label = rows.get(r).label();
        for (int c = 0; c < columns.size(); c++) {
          cost[r][c] = cost(place, label, columns.get(c));
        }
      }
      return HungarianAssignment.of(cost, limit);
    }

    void begin(int index) {
      Tracklet track = Tracklet.seen(ids.getAsLong(), shown.get(index), millis);
      tracks.put(track.id(), track);
      seen[index] = new TrackedDetection(shown.get(index), track.id());
    }

    List<Track> renamed() {
      return renamed.stream().map(Tracklet::view).toList();
    }
  }

  private List<Track> age(List<Tracklet> unseen, long millis) {
    List<Track> vanished = new ArrayList<>();
    for (Tracklet track : unseen) {
      track.miss(millis);
      Box box = track.at(millis);
      if (!isInView(box) || !isKept(track, millis)) {
        tracks.remove(track.id());
      } else if (track.misses() == 1 && track.isEstablished() && isWhollyInView(box)) {
        vanished.add(track.view());
      }
    }
    return vanished;
  }

  private static boolean isKept(Tracklet track, long millis) {
    return track.isSettled()
        && (track.misses() <= MAX_LOST_FRAMES || millis - track.seenMillis() <= MAX_LOST_MILLIS);
  }

  private boolean isInView(Box box) {
    return box.centerX() > 0
        && box.centerY() > 0
        && box.centerX() < width
        && box.centerY() < height;
  }

  /** An object at the picture's edge may have left it. */
  private boolean isWhollyInView(Box box) {
    return box.x1() > 0 && box.y1() > 0 && box.x2() < width && box.y2() < height;
  }

  private List<Track> inView() {
    return tracks.values().stream().filter(t -> t.misses() == 0).map(Tracklet::view).toList();
  }
}
