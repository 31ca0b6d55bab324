package io.vedette.federated.train;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Wiring;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The weights of the first layer where the input is pixels of 0 to 255, as in YOLOX. A step of the
 * size that other weights take would change their outputs a hundred times as much, so they are
 * frozen.
 */
final class UnnormalizedInput {

  /** Normalized pictures have values of a few units. */
  private static final float NORMALIZED = 16;

  /** Operators that may come before the first layer and keep the values. */
  private static final Set<String> MOVING =
      Set.of("Concat", "Identity", "Pad", "Reshape", "Slice", "Transpose");

  private UnnormalizedInput() {}

  /** Names of the initializers; none where the picture is normalized. */
  static Set<String> seenBy(Graph graph, InputSpec input) {
    Set<String> names = new HashSet<>();
    if (255 * input.scale() / input.std().get(0) <= NORMALIZED) {
      return names;
    }
    Wiring wiring = Wiring.of(graph);
    Set<String> seen = new HashSet<>(Set.of(input.name()));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (NodeProto node : wiring.consumers(open.pop())) {
        if (node.getOpType().equals("Conv")) {
          names.addAll(node.getInputList());
        } else if (MOVING.contains(node.getOpType())) {
          node.getOutputList().stream().filter(seen::add).forEach(open::push);
        }
      }
    }
    names.retainAll(graph.initializers().keySet());
    return names;
  }
}
