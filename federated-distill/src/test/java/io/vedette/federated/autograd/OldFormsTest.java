package io.vedette.federated.autograd;

import static io.vedette.federated.autograd.Graphs.integer;
import static io.vedette.federated.autograd.Graphs.list;
import static io.vedette.federated.autograd.Graphs.text;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Forms of operators that ONNX's node tests no longer show, because they show each operator's
 * newest: what exporters wrote at operator sets 11 and 12, compared with ONNX Runtime.
 */
class OldFormsTest {

  private static final long[] SHAPE = {2, 6, 5, 4};

  private record Form(String name, int opset, Graphs graphs) {}

  private static Form form(
      String type, int opset, List<String> more, Graphs graphs, AttributeProto... attributes) {
    List<String> inputs = new ArrayList<>(List.of("x"));
    inputs.addAll(more);
    graphs.opset(opset).node(type, inputs, List.of("y"), attributes);
    return new Form(type + " at " + opset, opset, graphs);
  }

  private static Graphs empty() {
    return new Graphs(1);
  }

  @TestFactory
  Stream<DynamicTest> agreesWithOnnxRuntime() {
    Graphs split =
        empty()
            .opset(11)
            .node("Split", List.of("x"), List.of("a", "b"), integer("axis", 1), list("split", 2, 4))
            .node("Concat", List.of("b", "a"), List.of("y"), integer("axis", 1));
    Graphs halves =
        empty()
            .opset(11)
            .node("Split", List.of("x"), List.of("a", "b"), integer("axis", 1))
            .node("Sub", List.of("b", "a"), List.of("y"));
    Graphs resize =
        empty().floats("roi", new float[0], 0).floats("scales", new float[] {1, 1, 2, 2}, 4);
    Graphs linear =
        empty().floats("roi", new float[0], 0).floats("scales", new float[] {1, 1, 2, 1.5f}, 4);
    return Stream.of(
            new Form("Split by attribute", 11, split),
            new Form("Split in equal parts", 11, halves),
            form("Softmax", 11, List.of(), empty(), integer("axis", 1)),
            form("Softmax", 13, List.of(), empty(), integer("axis", 1)),
            form("LogSoftmax", 12, List.of(), empty(), integer("axis", 2)),
            form("Unsqueeze", 11, List.of(), empty(), list("axes", 0, 3)),
            form("ReduceMean", 11, List.of(), empty(), list("axes", 2, 3)),
            form("ReduceSum", 12, List.of(), empty(), list("axes", 1), integer("keepdims", 0)),
            form("ReduceMax", 13, List.of(), empty(), list("axes", 1), integer("keepdims", 0)),
            form("Clip", 11, List.of("low"), empty().constant("low", 0.1f)),
            form("Dropout", 11, List.of(), empty()),
            form("Pad", 11, List.of("pads"), empty().integers("pads", 0, 0, 1, 2, 0, 0, 0, 1)),
            form(
                "Resize",
                11,
                List.of("roi", "scales"),
                resize,
                text("mode", "nearest"),
                text("coordinate_transformation_mode", "asymmetric"),
                text("nearest_mode", "floor")),
            form(
                "Resize",
                13,
                List.of("roi", "scales"),
                linear,
                text("mode", "linear"),
                text("coordinate_transformation_mode", "half_pixel")),
            form(
                "Slice",
                11,
                List.of("starts", "ends", "axes", "steps"),
                empty()
                    .integers("starts", 0, -1)
                    .integers("ends", 5, -9)
                    .integers("axes", 2, 3)
                    .integers("steps", 2, -1)),
            form(
                "AveragePool",
                11,
                List.of(),
                empty(),
                list("kernel_shape", 3, 3),
                list("strides", 2, 2),
                list("pads", 1, 1, 0, 0)),
            form(
                "MaxPool",
                12,
                List.of(),
                empty(),
                list("kernel_shape", 5, 5),
                list("pads", 2, 2, 2, 2)))
        .map(form -> DynamicTest.dynamicTest(form.name(), () -> compare(form)));
  }

  private static void compare(Form form) throws Exception {
    Graph graph = typed(form.graphs().input("x").output("y").opset(form.opset()).build());
    float[] values = new float[240];
    Random random = new Random(3);
    IntStream.range(0, values.length).forEach(i -> values[i] = (float) random.nextGaussian());
    try (OnnxSession session =
            OnnxSession.open(graph.toBytes(), form.name(), RuntimeOptions.DEFAULT);
        TrainableGraph trainable = TrainableGraph.of(graph, name -> false);
        Scope scope = Scope.withoutGradients()) {
      FloatTensor expected =
          session.run(Map.of("x", FloatTensor.of(values, SHAPE)), List.of("y")).get("y");
      Tensor actual =
          trainable
              .forward(scope, Map.of("x", scope.tensor(values, SHAPE)), List.of("y"), Mode.EVAL)
              .get("y");
      assertThat(actual.shape()).isEqualTo(expected.shape());
      assertThat(actual.toFloats()).containsExactly(expected.values(), Offset.offset(1e-5f));
    }
  }

  /** ONNX Runtime wants inputs and outputs to have types. */
  private static Graph typed(Graph graph) {
    var model = graph.model().toBuilder();
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long d : SHAPE) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(d));
    }
    TypeProto.Tensor.Builder floats = TypeProto.Tensor.newBuilder().setElemType(1);
    var written = model.getGraphBuilder();
    written.getOutputBuilder(0).setType(TypeProto.newBuilder().setTensorType(floats.build()));
    written
        .getInputBuilder(0)
        .setType(TypeProto.newBuilder().setTensorType(floats.setShape(shape)));
    return Graph.of(model.build());
  }
}
