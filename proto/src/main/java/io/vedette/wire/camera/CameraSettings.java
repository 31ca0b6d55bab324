package io.vedette.wire.camera;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator wants of a camera. What is null is as the device's file says.
 *
 * @param source as in the agent's file, without user name and password; {@code rtsp://{gate}@host}
 *     takes those that the device's file calls "gate"
 * @param fps frames per second at most; 0: the source's own rate
 * @param zones places by name, for events
 * @param masks places of no interest: no motion counts there, and no object
 * @param labels least score and size of an object by label
 * @param tiles in which pictures are looked at
 */
public record CameraSettings(
    @Nullable String source,
    @Nullable Double fps,
    @Nullable Map<String, Polygon> zones,
    @Nullable List<Polygon> masks,
    @Nullable Map<String, LabelRule> labels,
    @Nullable TileGrid tiles) {

  /** The camera is as the device's file says. */
  public static final CameraSettings NONE = new CameraSettings(null, null, null, null, null, null);

  public static final int MAX_ZONES = 16;
  public static final int MAX_MASKS = 16;
  public static final int MAX_CORNERS = 32;
  public static final int MAX_LABELS = 64;

  /** Bytes of a zone's name. */
  public static final int MAX_NAME = 64;

  /** Bytes of a label. */
  public static final int MAX_LABEL = 128;

  private static final int MAX_SOURCE = 1_024;
  private static final double MAX_FPS = 1_000;

  /**
   * @throws IllegalArgumentException in one line, which begins with the key that is wrong
   */
  public CameraSettings {
    if (source != null) {
      checkSource(source);
    }
    if (fps != null && !(fps >= 0 && fps <= MAX_FPS)) {
      throw new IllegalArgumentException("fps: " + fps + " is not 0 to 1000");
    }
    if (zones != null) {
      checkCount("zones", zones.size(), MAX_ZONES);
      zones.forEach(CameraSettings::checkZone);
      zones = Collections.unmodifiableMap(new TreeMap<>(zones));
    }
    if (masks != null) {
      checkCount("masks", masks.size(), MAX_MASKS);
      masks.forEach(mask -> checkCorners("masks", mask));
      masks = List.copyOf(masks);
    }
    if (labels != null) {
      checkCount("labels", labels.size(), MAX_LABELS);
      labels.keySet().forEach(label -> checkText("labels", label, MAX_LABEL));
      labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
  }

  private static void checkSource(String source) {
    checkText("source", source, MAX_SOURCE);
    if (SourceCredentials.areIn(source)) {
      throw new IllegalArgumentException(
          "source: a user name, password or token is in "
              + SourceMask.masked(source)
              + "; credentials stay on the device: name them in its file, as credentials: {gate:"
              + " {user: …, password: …, hosts: [host]}}, and write rtsp://{gate}@host/…");
    }
    if (SourceCredentials.name(source).isPresent()
        && source.indexOf('@') < source.lastIndexOf('@')) {
      throw new IllegalArgumentException("source: '@' is there twice; write %40 for the second");
    }
  }

  private static void checkZone(String name, Polygon zone) {
    checkText("zones", name, MAX_NAME);
    checkCorners("zones: " + name, zone);
  }

  private static void checkCorners(String where, @Nullable Polygon polygon) {
    if (polygon == null) {
      throw new IllegalArgumentException(where + ": no corners are given");
    }
    checkCount(where, polygon.corners().size(), MAX_CORNERS);
  }

  private static void checkCount(String where, int count, int most) {
    if (count > most) {
      throw new IllegalArgumentException(where + ": " + count + " are more than " + most);
    }
  }

  private static void checkText(String key, String text, int mostBytes) {
    if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(key + ": '" + text.strip() + "' is empty or no text");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
      throw new IllegalArgumentException(
          key + ": '" + text.substring(0, 20) + "…' is longer than " + mostBytes + " bytes");
    }
  }

  /** The keys that are set, as they are written in files. */
  public Set<String> keys() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("source", source);
    all.put("fps", fps);
    all.put("zones", zones);
    all.put("masks", masks);
    all.put("labels", labels);
    all.put("tiles", tiles);
    all.values().removeIf(value -> value == null);
    return new LinkedHashSet<>(all.keySet());
  }

  /**
   * Everything that is set as texts for people, by its place: "zones.door". A group without members
   * has a place, too.
   */
  public Map<String, String> words() {
    Map<String, String> words = new TreeMap<>();
    if (source != null) {
      words.put("source", SourceCredentials.masked(source));
    }
    if (fps != null) {
      words.put("fps", fps == Math.rint(fps) ? String.valueOf(Math.round(fps)) : fps.toString());
    }
    if (zones != null) {
      words.put("zones", count(zones.size()));
      zones.forEach((name, zone) -> words.put("zones." + name, zone.words()));
    }
    if (masks != null) {
      words.put("masks", count(masks.size()));
      for (int i = 0; i < masks.size(); i++) {
        words.put("masks." + (i + 1), masks.get(i).words());
      }
    }
    if (labels != null) {
      words.put("labels", count(labels.size()));
      labels.forEach(
          (label, rule) ->
              words.put(
                  "labels." + label,
                  "threshold " + rule.threshold() + ", minSize " + rule.minSize()));
    }
    if (tiles != null) {
      words.put("tiles", tiles.words());
    }
    return words;
  }

  private static String count(int members) {
    return members == 0 ? "none" : String.valueOf(members);
  }
}
