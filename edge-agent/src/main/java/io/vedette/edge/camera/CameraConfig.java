package io.vedette.edge.camera;

import io.vedette.detector.TileSpec;
import io.vedette.edge.view.LabelRule;
import io.vedette.edge.view.Polygon;
import io.vedette.edge.view.View;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One camera.
 *
 * <p>{@code source} is one of
 *
 * <ul>
 *   <li>a folder of pictures, in the order of their names;
 *   <li>a {@code .txt} file that lists pictures, one path a line, relative to the file;
 *   <li>a video file;
 *   <li>{@code rtsp://…}, {@code rtmp://…}, {@code http://…}, {@code https://…}, {@code udp://…};
 *   <li>{@code /dev/video0}, a V4L2 device;
 *   <li>{@code generated:boards?seed=7&change-after=120s}: inspection lines with boards; the
 *       conditions change after that time of the camera, or at {@code change-at=MILLISECONDS} since
 *       the epoch.
 * </ul>
 *
 * @param id 1 to 64 characters of {@code [a-zA-Z0-9._-]}
 * @param source what to read, see above
 * @param fps frames per second to answer at most; 0: the source's own rate, 5 where it has none
 * @param once true: a folder, list or file is played once, then the camera has ended; default: over
 *     and over
 * @param stallAfter a source without a frame for so long counts as stalled, and is opened again;
 *     default 4 s
 * @param frozenAfter a live source that gives the same picture for so long counts as frozen, and is
 *     opened again; default 30 s; zero: never
 * @param hwaccel who decodes video: "auto", hardware where there is any; "none", software; or
 *     FFmpeg's name of a decoder ("h264_cuvid"); default auto
 * @param zones places by name: events tell which an object has stood in; default none
 * @param masks places of no interest: no motion there counts, and no object that stands there
 * @param labels per label, from what score and size on an object counts
 * @param tiles in which its pictures are looked at: {@code {grid: 3x2, overlap: 0.2}}, or the grid
 *     alone; null: as the model says
 */
public record CameraConfig(
    String id,
    String source,
    double fps,
    boolean once,
    Duration stallAfter,
    Duration frozenAfter,
    String hwaccel,
    Map<String, Polygon> zones,
    List<Polygon> masks,
    Map<String, LabelRule> labels,
    @Nullable TileSpec tiles) {

  private static final Duration STALL_AFTER = Duration.ofSeconds(4);
  private static final Duration FROZEN_AFTER = Duration.ofSeconds(30);

  public CameraConfig(
      String id,
      String source,
      double fps,
      boolean once,
      @Nullable Duration stallAfter,
      @Nullable Duration frozenAfter,
      @Nullable String hwaccel,
      @Nullable Map<String, Polygon> zones,
      @Nullable List<Polygon> masks,
      @Nullable Map<String, LabelRule> labels,
      @Nullable TileSpec tiles) {
    if (id == null || !id.matches("[a-zA-Z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "camera id '" + id + "' must be 1 to 64 characters of a-z A-Z 0-9 . _ -");
    }
    if (source == null || source.isBlank()) {
      throw new IllegalArgumentException("camera " + id + " has no source; set source: …");
    }
    if (!(fps >= 0 && fps <= 1000)) {
      throw new IllegalArgumentException("camera " + id + ": fps " + fps + " is not 0 to 1000");
    }
    if (stallAfter != null && (stallAfter.isNegative() || stallAfter.isZero())) {
      throw new IllegalArgumentException(
          "camera " + id + ": stallAfter " + stallAfter + " is no time; write PT4S");
    }
    this.id = id;
    this.source = source;
    this.fps = fps;
    this.once = once;
    this.stallAfter = stallAfter == null ? STALL_AFTER : stallAfter;
    this.frozenAfter = frozenAfter == null ? FROZEN_AFTER : frozenAfter;
    this.hwaccel = hwaccel == null ? "auto" : hwaccel;
    this.zones = zones == null ? Map.of() : Map.copyOf(zones);
    this.masks = masks == null ? List.of() : List.copyOf(masks);
    this.labels = labels == null ? Map.of() : Map.copyOf(labels);
    this.tiles = tiles;
  }

  /** A camera with every default. */
  public static CameraConfig of(String id, String source) {
    return new CameraConfig(id, source, 0, false, null, null, null, null, null, null, null);
  }

  /** The same camera at another rate. */
  public CameraConfig withFps(double changed) {
    return new CameraConfig(
        id, source, changed, once, stallAfter, frozenAfter, hwaccel, zones, masks, labels, tiles);
  }

  /** The same camera, its file or folder played once. */
  public CameraConfig playedOnce() {
    return new CameraConfig(
        id, source, fps, true, stallAfter, frozenAfter, hwaccel, zones, masks, labels, tiles);
  }

  /** The same camera, with another patience for stalled and frozen sources. */
  public CameraConfig watched(Duration stall, Duration frozen) {
    return new CameraConfig(
        id, source, fps, once, stall, frozen, hwaccel, zones, masks, labels, tiles);
  }

  /** The same camera, seen otherwise. */
  public CameraConfig seenAs(View changed) {
    return new CameraConfig(
        id,
        source,
        fps,
        once,
        stallAfter,
        frozenAfter,
        hwaccel,
        changed.zones(),
        changed.masks(),
        changed.labels(),
        tiles);
  }

  /** The same camera, its pictures cut otherwise than the model says. */
  public CameraConfig cut(TileSpec changed) {
    return new CameraConfig(
        id, source, fps, once, stallAfter, frozenAfter, hwaccel, zones, masks, labels, changed);
  }

  /** Zones, masks and rules. */
  public View view() {
    return new View(zones, masks, labels);
  }

  /** Whether a live source that gave one picture for so long counts as frozen. */
  boolean isFrozen(Duration same) {
    return !frozenAfter.isZero() && same.compareTo(frozenAfter) > 0;
  }
}
