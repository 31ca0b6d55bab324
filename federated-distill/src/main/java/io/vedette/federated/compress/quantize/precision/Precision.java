package io.vedette.federated.compress.quantize.precision;

import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.quantize.Quantizer;

/** One way to spend fewer bits. */
public interface Precision {

  /** As users write it, such as {@code fp16}; variants and files are called so. */
  String name();

  /**
   * The form of a graph.
   *
   * @param watched the float graph, with what its tensors were seen to hold; it stays as it is
   */
  Graph apply(Quantizer watched);
}
