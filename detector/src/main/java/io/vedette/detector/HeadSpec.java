package io.vedette.detector;

import java.util.Map;

/**
 * How a graph's outputs become boxes.
 *
 * @param family a file of {@code detector.head}: "yolo11", "yolox", …
 * @param parameters what that family needs to know, by name
 */
public record HeadSpec(String family, Map<String, String> parameters) {

  public HeadSpec {
    parameters = Map.copyOf(parameters);
  }
}
