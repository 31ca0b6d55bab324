package io.vedette.federated.compress.quantize.precision;

import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.quantize.Quantizer;

/** One way to spend fewer bits. */
public interface Precision {

  /** As users write it, such as {@code fp16}; variants and files are called so. */
  String name();

  /** Whether it asks what tensors were seen to hold: others need no picture. */
  default boolean watches() {
    return false;
  }

  /**
   * The form of a graph.
   *
   * @param quantizer the float graph, which stays as it is; watched, where that {@link #watches is
   *     asked}
   */
  Graph apply(Quantizer quantizer);
}
