package io.vedette.edge.camera;

import io.vedette.detector.TileSpec;
import io.vedette.edge.motion.MotionSetting;
import io.vedette.edge.telemetry.TelemetryConfig;
import io.vedette.edge.view.View;
import io.vedette.wire.Tags;
import io.vedette.wire.camera.CameraSettings;
import io.vedette.wire.camera.LabelRule;
import io.vedette.wire.camera.Polygon;
import io.vedette.wire.camera.SourceMask;
import io.vedette.wire.camera.TileGrid;
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
 *   <li>a {@code .txt} file that lists pictures, one path per line, relative to the file;
 *   <li>a video file;
 *   <li>{@code rtsp://…}, {@code rtmp://…}, {@code http://…}, {@code https://…}, {@code udp://…};
 *   <li>{@code http://…} or {@code https://…} of a still picture, fetched again and again;
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
 * @param hwaccel decoder of video: "auto", hardware where there is any; "none", software; or
 *     FFmpeg's name of a decoder ("h264_cuvid") or device ("vaapi"); default auto
 * @param transport how {@code rtsp://} sends pictures: "tcp", and "udp" where the camera refuses
 *     that, "udp", "multicast" or "http"; default tcp
 * @param options FFmpeg's, by name, for source and decoder; 32 at most
 * @param damagedFor after a loss frames are neither answered nor shown until the next whole key
 *     frame, for so long at most; default 2 s
 * @param zones places by name, for events; default none
 * @param masks places of no interest: no motion there counts, and no object that stands there
 * @param labels least score and size of an object by label
 * @param tiles of its pictures: {@code {grid: 3x2, overlap: 0.2}}, or the grid alone; null: those
 *     that the model wants
 * @param motion whether the camera itself moves: "off" takes it to stand still, "auto" finds when
 *     it moves, or the name of a method: "flow", "homography", "phase"; default off
 * @param tags for the coordinator, whose deployments select cameras by them; they win over the
 *     device's of the same key; default none
 * @param local keys that the coordinator may not set; default none
 * @param telemetry where its place and direction come from, for a camera that moves; null: nowhere,
 *     its place is unknown
 */
public record CameraConfig(
    String id,
    String source,
    double fps,
    boolean once,
    Duration stallAfter,
    Duration frozenAfter,
    String hwaccel,
    String transport,
    Map<String, String> options,
    Duration damagedFor,
    Map<String, Polygon> zones,
    List<Polygon> masks,
    Map<String, LabelRule> labels,
    @Nullable TileSpec tiles,
    MotionSetting motion,
    Tags tags,
    LocalKeys local,
    @Nullable TelemetryConfig telemetry) {

  private static final int MAX_OPTIONS = 32;
  private static final int MAX_OPTION_LENGTH = 1_024;

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
      @Nullable String transport,
      @Nullable Map<String, String> options,
      @Nullable Duration damagedFor,
      @Nullable Map<String, Polygon> zones,
      @Nullable List<Polygon> masks,
      @Nullable Map<String, LabelRule> labels,
      @Nullable TileSpec tiles,
      @Nullable MotionSetting motion,
      @Nullable Tags tags,
      @Nullable LocalKeys local,
      @Nullable TelemetryConfig telemetry) {
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
    if (damagedFor != null && damagedFor.isNegative()) {
      throw new IllegalArgumentException(
          "camera " + id + ": damagedFor " + damagedFor + " is no time; write PT2S");
    }
    if (transport != null
        && !transport.equals(RtspTransport.DEFAULT)
        && !source.startsWith("rtsp")) {
      throw new IllegalArgumentException(
          "camera " + id + ": transport is for rtsp:// only; leave it out");
    }
    this.id = id;
    this.source = source;
    this.fps = fps;
    this.once = once;
    this.stallAfter = stallAfter == null ? STALL_AFTER : stallAfter;
    this.frozenAfter = frozenAfter == null ? FROZEN_AFTER : frozenAfter;
    this.hwaccel = hwaccel == null ? "auto" : hwaccel;
    this.transport = transport == null ? RtspTransport.DEFAULT : transport;
    this.options = options == null ? Map.of() : Map.copyOf(options);
    this.damagedFor = damagedFor == null ? FrameDamageDetector.DEFAULT_TIMEOUT : damagedFor;
    this.zones = zones == null ? Map.of() : Map.copyOf(zones);
    this.masks = masks == null ? List.of() : List.copyOf(masks);
    this.labels = labels == null ? Map.of() : Map.copyOf(labels);
    this.tiles = tiles;
    this.motion = motion == null ? MotionSetting.OFF : motion;
    this.tags = tags == null ? Tags.NONE : tags;
    this.local = local == null ? LocalKeys.NONE : local;
    this.telemetry = telemetry;
    try {
      RtspTransport.options(this.transport);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("camera " + id + ": " + e.getMessage(), e);
    }
    checkOptions(id, this.options);
  }

  private static void checkOptions(String id, Map<String, String> options) {
    if (options.size() > MAX_OPTIONS) {
      throw new IllegalArgumentException(
          "camera " + id + ": more than " + MAX_OPTIONS + " options");
    }
    options.forEach(
        (name, value) -> {
          if (!name.matches("[a-zA-Z0-9_:-]{1,64}") || value.length() > MAX_OPTION_LENGTH) {
            throw new IllegalArgumentException(
                "camera "
                    + id
                    + ": option "
                    + name
                    + " is not of FFmpeg's, or longer than "
                    + MAX_OPTION_LENGTH
                    + " characters");
          }
        });
  }

  /** A camera with every default. */
  public static CameraConfig of(String id, String source) {
    return new CameraConfig(
        id, source, 0, false, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null);
  }

  /** The same camera at another rate. */
  public CameraConfig withFps(double changed) {
    return with(changed, stallAfter, frozenAfter, hwaccel);
  }

  /** The same camera, with other timeouts for stalled and frozen sources. */
  public CameraConfig watched(Duration stall, Duration frozen) {
    return with(fps, stall, frozen, hwaccel);
  }

  /** The same camera with another decoder. */
  public CameraConfig decodedBy(String changed) {
    return with(fps, stallAfter, frozenAfter, changed);
  }

  private CameraConfig with(double fps, Duration stallAfter, Duration frozenAfter, String hwaccel) {
    return new CameraConfig(
        id,
        source,
        fps,
        once,
        stallAfter,
        frozenAfter,
        hwaccel,
        transport,
        options,
        damagedFor,
        zones,
        masks,
        labels,
        tiles,
        motion,
        tags,
        local,
        telemetry);
  }

  /** The same camera that reads another source. */
  public CameraConfig reading(String changed) {
    return with(CameraSettings.NONE, changed);
  }

  /**
   * The same camera with what the coordinator wants of it; what it does not say stays.
   *
   * @throws IllegalArgumentException in one line, when the camera cannot be so
   */
  public CameraConfig with(CameraSettings settings) {
    return with(settings, settings.source() == null ? source : settings.source());
  }

  private CameraConfig with(CameraSettings settings, String source) {
    TileGrid grid = settings.tiles();
    return new CameraConfig(
        id,
        source,
        settings.fps() == null ? fps : settings.fps(),
        once,
        stallAfter,
        frozenAfter,
        hwaccel,
        transport,
        options,
        damagedFor,
        settings.zones() == null ? zones : settings.zones(),
        settings.masks() == null ? masks : settings.masks(),
        settings.labels() == null ? labels : settings.labels(),
        grid == null ? tiles : new TileSpec(grid.grid(), grid.overlap()),
        motion,
        tags,
        local,
        telemetry);
  }

  /** Whether another one reads the same pictures, at whatever rate. */
  boolean readsAs(CameraConfig other) {
    return source.equals(other.source)
        && once == other.once
        && stallAfter.equals(other.stallAfter)
        && frozenAfter.equals(other.frozenAfter)
        && hwaccel.equals(other.hwaccel)
        && transport.equals(other.transport)
        && options.equals(other.options)
        && damagedFor.equals(other.damagedFor);
  }

  /** Without passwords. */
  @Override
  public String toString() {
    SourceMask mask = SourceMask.of(source, options);
    return mask.in(
        "CameraConfig[id=%s, source=%s, fps=%s, once=%s, stallAfter=%s, frozenAfter=%s, hwaccel=%s,"
                .formatted(id, source, fps, once, stallAfter, frozenAfter, hwaccel)
            + " transport=%s, options=%s, damagedFor=%s, zones=%s, masks=%s, labels=%s, tiles=%s,"
                .formatted(transport, options, damagedFor, zones, masks, labels, tiles)
            + " motion=%s, tags=%s, local=%s, telemetry=%s]"
                .formatted(motion.value(), tags, local.keys(), telemetry));
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
