package io.vedette.federated.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Graph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operator that is claimed passes ONNX's own tests of it. */
class OnnxNodeTest {

  @TestFactory
  Stream<DynamicTest> claimedOperators() throws IOException {
    return NodeCases.read(Shared.file("fixtures/onnx-node-tests/onnx-node-tests-rel-1.20.0.tar.gz"))
        .stream()
        .filter(c -> Operators.types().containsAll(c.operators()))
        .filter(c -> OutOfClaim.reason(c) == null)
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
  }

  private static void check(NodeCases.Case c) {
    assertThatCode(() -> run(c)).as(c.name()).doesNotThrowAnyException();
  }

  private static void run(NodeCases.Case c) throws Exception {
    Graph graph = Graph.of(c.model());
    boolean training = c.name().contains("training");
    try (TrainableGraph trainable = TrainableGraph.of(graph, name -> false);
        Scope scope = Scope.withoutGradients()) {
      Map<String, Tensor> inputs = new HashMap<>();
      List<String> names =
          c.model().getGraph().getInputList().stream().map(i -> i.getName()).toList();
      for (int i = 0; i < names.size(); i++) {
        inputs.put(names.get(i), tensor(scope, c.inputs().get(i)));
      }
      List<String> wanted = new ArrayList<>();
      c.model().getGraph().getOutputList().forEach(o -> wanted.add(o.getName()));
      Map<String, Tensor> results =
          trainable.forward(scope, inputs, wanted, training ? Mode.TRAIN : Mode.EVAL);
      for (int i = 0; i < wanted.size(); i++) {
        Tensor expected = tensor(scope, c.outputs().get(i));
        Tensor actual = results.get(wanted.get(i));
        assertThat(actual.shape()).as(wanted.get(i)).isEqualTo(expected.shape());
        compare(actual.toFloats(), expected.toFloats());
      }
    }
  }

  private static Tensor tensor(Scope scope, TensorProto proto) throws Exception {
    return new Tensor(Literal.read(proto, proto.getName()).in(scope.manager()));
  }

  private static void compare(float[] actual, float[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (Float.isFinite(expected[i])) {
        // ONNX's own relative tolerance
        float tolerance = 1e-6f + 1e-3f * Math.abs(expected[i]);
        assertThat(actual[i]).as("value " + i).isCloseTo(expected[i], Offset.offset(tolerance));
      } else {
        assertThat((Float) actual[i]).as("value " + i).isEqualTo((Float) expected[i]);
      }
    }
  }
}
