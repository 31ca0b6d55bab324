package io.vedette.cloud.camera;

import io.vedette.wire.camera.CameraSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A setting of a camera that differs.
 *
 * @param key "zones.door"
 * @param before empty: as the device's file says
 * @param after empty: as the device's file says
 */
public record SettingChange(String key, String before, String after) {

  /** The settings in which two differ, in order. */
  static List<SettingChange> between(CameraSettings before, CameraSettings after) {
    Map<String, String> old = before.words();
    Map<String, String> next = after.words();
    TreeSet<String> keys = new TreeSet<>(old.keySet());
    keys.addAll(next.keySet());
    List<SettingChange> changes = new ArrayList<>();
    for (String key : keys) {
      String was = old.getOrDefault(key, "");
      String is = next.getOrDefault(key, "");
      if (!was.equals(is)) {
        changes.add(new SettingChange(key, was, is));
      }
    }
    return changes;
  }
}
