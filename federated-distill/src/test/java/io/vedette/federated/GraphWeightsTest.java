package io.vedette.federated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphWeightsTest {

  private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
  private static final int INT64 = TensorProto.DataType.INT64.getNumber();

  @Test
  void readsFloatsInBothFormsAndLeavesIntegersOut() throws Exception {
    Weights weights = GraphWeights.of(graph(2));

    assertThat(weights.byName()).containsOnlyKeys("kernel");
    assertThat(weights.byName().get("kernel").data()).containsExactly(1.5f, -2f);
  }

  @Test
  void whatIsPutIsReadAgain() throws Exception {
    Weights changed =
        new Weights(Map.of("kernel", new Weights.Values(new long[] {2}, new float[] {3f, 0.25f})));

    Graph graph = GraphWeights.into(graph(2), changed);

    assertThat(GraphWeights.of(graph).byName().get("kernel").data()).containsExactly(3f, 0.25f);
    assertThat(graph.initializers()).containsKeys("kernel", "shape");
  }

  @Test
  void refusesValuesThatDoNotFillTheShape() {
    assertThatThrownBy(() -> GraphWeights.of(graph(3)))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("kernel");
  }

  private static Graph graph(long size) {
    TensorProto kernel =
        TensorProto.newBuilder()
            .setName("kernel")
            .setDataType(FLOAT)
            .addDims(size)
            .addFloatData(1.5f)
            .addFloatData(-2f)
            .build();
    TensorProto shape =
        TensorProto.newBuilder()
            .setName("shape")
            .setDataType(INT64)
            .addDims(1)
            .addInt64Data(7)
            .build();
    return Graph.of(
        ModelProto.newBuilder()
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .setGraph(
                GraphProto.newBuilder()
                    .addNode(NodeProto.newBuilder().setOpType("Add"))
                    .addInitializer(kernel)
                    .addInitializer(shape))
            .build());
  }
}
