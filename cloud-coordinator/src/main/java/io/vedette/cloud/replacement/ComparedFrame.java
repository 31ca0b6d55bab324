package io.vedette.cloud.replacement;

import io.vedette.detector.Detection;
import java.util.Comparator;
import java.util.List;

/**
 * An audit on which two teachers differ: an example for people.
 *
 * @param oldObjects of the old teacher, the surest first, 30 at most
 * @param newObjects of the new one
 */
public record ComparedFrame(
    String escalationId,
    String frameSha256,
    int width,
    int height,
    List<Detection> oldObjects,
    List<Detection> newObjects) {

  private static final int MOST = 30;

  public ComparedFrame {
    oldObjects = first(oldObjects);
    newObjects = first(newObjects);
  }

  private static List<Detection> first(List<Detection> objects) {
    return objects.stream()
        .sorted(Comparator.comparing(Detection::score).reversed())
        .limit(MOST)
        .toList();
  }
}
