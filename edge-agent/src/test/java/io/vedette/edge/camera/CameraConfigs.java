package io.vedette.edge.camera;

import io.vedette.detector.TileSpec;
import io.vedette.edge.motion.MotionSetting;
import io.vedette.edge.view.View;
import io.vedette.wire.Tags;
import io.vedette.wire.camera.LabelRule;
import io.vedette.wire.camera.Polygon;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Cameras for tests: each is the given one with one setting changed. */
public final class CameraConfigs {

  private final CameraConfig of;
  private boolean once;
  private String transport;
  private Map<String, String> options;
  private Duration damagedFor;
  private Map<String, Polygon> zones;
  private List<Polygon> masks;
  private Map<String, LabelRule> labels;
  private TileSpec tiles;
  private MotionSetting motion;
  private Tags tags;
  private LocalKeys local;

  private CameraConfigs(CameraConfig of) {
    this.of = of;
    this.once = of.once();
    this.transport = of.transport();
    this.options = of.options();
    this.damagedFor = of.damagedFor();
    this.zones = of.zones();
    this.masks = of.masks();
    this.labels = of.labels();
    this.tiles = of.tiles();
    this.motion = of.motion();
    this.tags = of.tags();
    this.local = of.local();
  }

  private static CameraConfig with(CameraConfig of, Consumer<CameraConfigs> change) {
    CameraConfigs c = new CameraConfigs(of);
    change.accept(c);
    return new CameraConfig(
        of.id(),
        of.source(),
        of.fps(),
        c.once,
        of.stallAfter(),
        of.frozenAfter(),
        of.hwaccel(),
        c.transport,
        c.options,
        c.damagedFor,
        c.zones,
        c.masks,
        c.labels,
        c.tiles,
        c.motion,
        c.tags,
        c.local,
        of.telemetry());
  }

  /** Its file or folder is played once. */
  public static CameraConfig playedOnce(CameraConfig of) {
    return with(of, c -> c.once = true);
  }

  /** With a transport of RTSP. */
  public static CameraConfig over(String transport, CameraConfig of) {
    return with(of, c -> c.transport = transport);
  }

  /** With FFmpeg's options. */
  public static CameraConfig withOptions(Map<String, String> options, CameraConfig of) {
    return with(of, c -> c.options = options);
  }

  /** With a timeout for damaged frames. */
  public static CameraConfig damagedFor(Duration timeout, CameraConfig of) {
    return with(of, c -> c.damagedFor = timeout);
  }

  /** With zones, masks and rules. */
  public static CameraConfig seenAs(View view, CameraConfig of) {
    return with(
        of,
        c -> {
          c.zones = view.zones();
          c.masks = view.masks();
          c.labels = view.labels();
        });
  }

  /** With tags of its own. */
  public static CameraConfig tagged(Tags tags, CameraConfig of) {
    return with(of, c -> c.tags = tags);
  }

  /** Run in tiles. */
  public static CameraConfig inTiles(TileSpec tiles, CameraConfig of) {
    return with(of, c -> c.tiles = tiles);
  }

  /** Keeps keys for its file. */
  public static CameraConfig keeping(LocalKeys local, CameraConfig of) {
    return with(of, c -> c.local = local);
  }
}
