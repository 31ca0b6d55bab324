package io.vedette.edge.camera;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vedette.wire.camera.CameraSettings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keys of a camera that the device's file keeps for itself: the coordinator may not set them.
 * Written as a list, {@code [source, zones]}, or as {@code all}.
 */
public record LocalKeys(@JsonValue List<String> keys) {

  /** The coordinator may set what it can. */
  public static final LocalKeys NONE = new LocalKeys(List.of());

  private static final List<String> ALL =
      List.of("source", "fps", "zones", "masks", "labels", "tiles");

  /**
   * @throws IllegalArgumentException in one line, when the coordinator cannot set such a key
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public LocalKeys {
    for (String key : keys) {
      if (!ALL.contains(key)) {
        throw new IllegalArgumentException(
            "local: '" + key + "' is none of " + String.join(", ", ALL) + "; or write local: all");
      }
    }
    keys = List.copyOf(new TreeSet<>(keys));
  }

  /** One key, or {@code all}. */
  @JsonCreator
  public static LocalKeys valueOf(String key) {
    return new LocalKeys(key.equals("all") ? ALL : List.of(key));
  }

  /**
   * @throws IllegalArgumentException in one line, when one of the settings is kept here
   */
  public void check(CameraSettings settings) {
    Set<String> refused = new TreeSet<>(settings.keys());
    refused.retainAll(keys);
    if (!refused.isEmpty()) {
      throw new IllegalArgumentException(
          "the device's file keeps "
              + String.join(", ", refused)
              + " for itself (local); change it there");
    }
  }
}
