package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;

/** What a model must be to be cut, taught or rounded. */
final class FloatModel {

  private FloatModel() {}

  /**
   * Refuses rounded models: their weights are no longer numbers that can be moved or left out.
   *
   * @param what is wanted of the model
   */
  static void check(Graph model, String what) throws DetectorException {
    boolean rounded =
        model.nodes().stream().anyMatch(node -> node.getOpType().equals("DequantizeLinear"));
    if (rounded) {
      throw new DetectorException(
          "a model in INT8 cannot be "
              + what
              + "; do it before int8, or start it with 'from' at a float model");
    }
  }
}
