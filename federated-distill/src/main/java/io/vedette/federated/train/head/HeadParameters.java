package io.vedette.federated.train.head;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import java.util.Arrays;
import java.util.List;

/** What a spec says about its head, with an error that names what it leaves out. */
final class HeadParameters {

  private HeadParameters() {}

  /** The output that the head reads; the graph's first where the spec names none. */
  static String output(Graph graph, DetectorSpec spec) {
    return spec.head().parameters().getOrDefault("output", graph.outputs().get(0).getName());
  }

  /**
   * Pixels per cell, finest level first.
   *
   * @throws DetectorException when they are not named, or no numbers
   */
  static int[] strides(DetectorSpec spec) throws DetectorException {
    try {
      return list(spec, "strides").stream().mapToInt(Integer::parseInt).toArray();
    } catch (NumberFormatException e) {
      throw new DetectorException(
          "the head's strides are no numbers: " + spec.head().parameters(), e);
    }
  }

  /**
   * The parts of a parameter, which commas separate.
   *
   * @throws DetectorException when the spec does not have it
   */
  static List<String> list(DetectorSpec spec, String key) throws DetectorException {
    String text = spec.head().parameters().get(key);
    if (text == null) {
      throw new DetectorException(
          "the model's spec does not say '"
              + key
              + "' of its head "
              + spec.head().family()
              + ", which training needs");
    }
    return Arrays.stream(text.split(",")).map(String::strip).toList();
  }
}
