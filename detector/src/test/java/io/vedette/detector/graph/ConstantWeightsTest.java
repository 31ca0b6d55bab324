package io.vedette.detector.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConstantWeightsTest {

  /** A model that multiplies by a weight, which is listed among its inputs or not. */
  private static byte[] product(long irVersion, boolean listed) {
    GraphBuilder g = new GraphBuilder("product", 17);
    String x = g.input("x", 2);
    String w = g.initializer("w", new float[] {2, 3}, 2);
    g.output(g.node("Mul", x, w).output("y"), 2);
    ModelProto.Builder model = g.build().model().toBuilder().setIrVersion(irVersion);
    if (listed) {
      GraphProto.Builder body = model.getGraphBuilder();
      body.addInput(body.getInput(0).toBuilder().setName("w"));
    }
    return model.build().toByteArray();
  }

  @Test
  void weightsAreNoLongerInputsAndNothingElseChanges() throws Exception {
    byte[] stripped = ConstantWeights.of(product(8, true), "test");

    assertThat(stripped).isEqualTo(product(8, false));
    assertThat(Graph.parse(stripped, "test").graph().getInputList())
        .extracting(ValueInfoProto::getName)
        .containsExactly("x");
  }

  @Test
  void otherModelsStayTheBytesThatTheyAre() throws Exception {
    byte[] plain = product(8, false);
    assertThat(ConstantWeights.of(plain, "test")).isSameAs(plain);
    // where every weight must be an input, none can be replaced
    byte[] old = product(3, true);
    assertThat(ConstantWeights.of(old, "test")).isSameAs(old);
    byte[] none = "no model".getBytes(StandardCharsets.UTF_8);
    assertThat(ConstantWeights.of(none, "test")).isSameAs(none);
  }
}
