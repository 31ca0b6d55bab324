package io.vedette.edge.settings;

import io.vedette.detector.TileSpec;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.wire.camera.CameraSettings;
import io.vedette.wire.camera.LabelRule;
import io.vedette.wire.camera.Polygon;
import io.vedette.wire.camera.TileGrid;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a camera runs, as it is reported. A device's file has no bounds on zones, masks and labels;
 * a report has.
 *
 * @param settings all but the source
 * @param cut whether something was left out
 */
record ReportedSettings(CameraSettings settings, boolean cut) {

  static ReportedSettings of(CameraConfig camera) {
    Map<String, Polygon> zones =
        kept(
            camera.zones(),
            zone -> isShort(zone.getKey(), CameraSettings.MAX_NAME) && isShort(zone.getValue()),
            CameraSettings.MAX_ZONES);
    List<Polygon> masks =
        camera.masks().stream()
            .filter(ReportedSettings::isShort)
            .limit(CameraSettings.MAX_MASKS)
            .toList();
    Map<String, LabelRule> labels =
        kept(
            camera.labels(),
            label -> isShort(label.getKey(), CameraSettings.MAX_LABEL),
            CameraSettings.MAX_LABELS);
    boolean cut =
        zones.size() < camera.zones().size()
            || masks.size() < camera.masks().size()
            || labels.size() < camera.labels().size();
    TileSpec tiles = camera.tiles();
    return new ReportedSettings(
        new CameraSettings(
            null,
            camera.fps(),
            zones,
            masks,
            labels,
            tiles == null ? null : new TileGrid(tiles.grid(), tiles.overlap())),
        cut);
  }

  private static <V> Map<String, V> kept(
      Map<String, V> all, Predicate<Map.Entry<String, V>> fits, int most) {
    Map<String, V> kept = new LinkedHashMap<>();
    new TreeMap<>(all)
        .entrySet().stream()
            .filter(fits)
            .limit(most)
            .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    return kept;
  }

  private static boolean isShort(Polygon polygon) {
    return polygon.corners().size() <= CameraSettings.MAX_CORNERS;
  }

  private static boolean isShort(String text, int mostBytes) {
    return !text.isBlank()
        && text.getBytes(StandardCharsets.UTF_8).length <= mostBytes
        && text.chars().noneMatch(Character::isISOControl);
  }
}
