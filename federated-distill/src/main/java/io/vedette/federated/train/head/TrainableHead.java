package io.vedette.federated.train.head;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import java.util.List;
import java.util.Map;

/** How training reads one detector: from tensors before the sigmoids and the decoding. */
public interface TrainableHead {

  /**
   * The head of a graph, our own or one that others exported.
   *
   * @throws DetectorException when the family cannot be trained, or its answers are not found ahead
   *     of their sigmoids in this graph; the message names the tensor
   */
  static TrainableHead of(Graph graph, DetectorSpec spec) throws DetectorException {
    return TrainableHeads.of(graph, spec);
  }

  /**
   * The tensors that a step asks {@link #withRawOutputs} for; all that is learned lies before them.
   */
  List<String> tensors();

  /**
   * The graph with the tensors that this head reads: where they are not there, nodes that make them
   * come behind its own. Initializers, inputs and outputs stay as they are.
   */
  default Graph withRawOutputs(Graph graph) {
    return graph;
  }

  /**
   * Reads the tensors of a batch.
   *
   * @param tensors by name
   * @param width of the pictures, pixels
   * @param height of the pictures, pixels
   */
  RawHeadOutputs read(Scope scope, Map<String, Tensor> tensors, int width, int height);
}
