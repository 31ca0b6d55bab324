package io.vedette.registry.manifest;

import java.util.List;

/**
 * One form of a version that devices can run.
 *
 * @param name "fp32", "int8"
 * @param artifact the ONNX file
 * @param metrics on the validation set, one per device class measured
 * @param kept false: measured, and not worth deploying
 * @param why it was kept or not, as text
 */
public record Variant(
    String name, Artifact artifact, List<ModelMetrics> metrics, boolean kept, String why) {

  public Variant {
    metrics = List.copyOf(metrics);
  }
}
