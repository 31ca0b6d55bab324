package io.vedette.federated.train;

import io.vedette.detector.graph.Graph;

/**
 * The learning rate of a network that has been trained before. Exports usually have their batch
 * normalizations folded into the convolutions; such weights tolerate only a tenth of the step.
 */
public final class FineTuningRate {

  private static final double WITH_NORMALIZATION = 1e-3;
  private static final double WITHOUT_NORMALIZATION = 1e-4;

  private FineTuningRate() {}

  /** The usual rate for a graph, by whether it has batch normalizations. */
  public static double usual(Graph trained) {
    boolean normalizes =
        trained.nodes().stream().anyMatch(node -> node.getOpType().equals("BatchNormalization"));
    return normalizes ? WITH_NORMALIZATION : WITHOUT_NORMALIZATION;
  }

  /**
   * The rate that was given, or the usual one for a graph.
   *
   * @param given 0: none
   */
  public static double of(double given, Graph trained) {
    return given > 0 ? given : usual(trained);
  }
}
