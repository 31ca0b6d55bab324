package io.vedette.federated.train.head;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The head of a graph that was exported with its decoding.
 *
 * @param added nodes that make what the graph does not have
 * @param tensors that are read
 * @param reading of those tensors, in their order
 */
record ExportedHead(List<NodeProto> added, List<String> tensors, Reading reading)
    implements TrainableHead {

  ExportedHead {
    added = List.copyOf(added);
    tensors = List.copyOf(tensors);
  }

  /** Arranges a batch's tensors. */
  interface Reading {
    RawHeadOutputs of(Scope scope, List<Tensor> tensors);
  }

  @Override
  public Graph withRawOutputs(Graph graph) {
    return graph.withBody(graph.graph().toBuilder().addAllNode(added).build());
  }

  @Override
  public RawHeadOutputs read(Scope scope, Map<String, Tensor> named, int width, int height) {
    return reading.of(scope, tensors.stream().map(named::get).toList());
  }
}
