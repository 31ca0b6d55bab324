package io.vedette.federated.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.graph.Graph;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Detectors as other frameworks export them: the same outputs as ONNX Runtime, and gradients. */
class ExportedModelTest {

  @ParameterizedTest
  @CsvSource({
    "yolox_nano_416.onnx, 416, 255",
    "nanodet_m_320.onnx, 320, 2",
    "fastestdet_352.onnx, 352, 1"
  })
  void agreesWithOnnxRuntime(String file, int size, float range) throws Exception {
    Graph graph = Graph.read(Shared.file("models/" + file));
    String input = graph.inputs().get(0).getName();
    List<String> outputs = graph.outputs().stream().map(o -> o.getName()).toList();
    float[] picture = new float[3 * size * size];
    Random random = new Random(9);
    for (int i = 0; i < picture.length; i++) {
      picture[i] = range * random.nextFloat();
    }
    long[] shape = {1, 3, size, size};
    try (OnnxSession session = OnnxSession.open(graph.toBytes(), file, RuntimeOptions.DEFAULT);
        TrainableGraph trainable = TrainableGraph.of(graph, name -> true);
        Scope scope = Scope.open()) {
      Map<String, FloatTensor> expected =
          session.run(Map.of(input, FloatTensor.of(picture, shape)), outputs);
      Map<String, Tensor> actual =
          trainable.forward(scope, Map.of(input, scope.tensor(picture, shape)), outputs, Mode.EVAL);
      for (String name : outputs) {
        float[] theirs = expected.get(name).values();
        float[] ours = actual.get(name).toFloats();
        assertThat(ours).as(name).hasSameSizeAs(theirs);
        double worst = 0;
        for (int i = 0; i < ours.length; i++) {
          worst = Math.max(worst, Math.abs(ours[i] - theirs[i]) / Math.max(1, Math.abs(theirs[i])));
        }
        assertThat(worst).as(name).isLessThan(1e-3);
      }
      actual.get(outputs.get(0)).square().mean().backward();
      long reached =
          trainable.parameters().values().stream().filter(p -> p.gradient() != null).count();
      assertThat(reached).isGreaterThan(trainable.parameters().size() / 3);
    }
  }

  @Test
  void unknownOperatorsAreNamed() throws Exception {
    Graph graph = Graph.read(Shared.file("models/deimv2_hgnetv2_atto_320.onnx"));
    assertThatThrownBy(() -> TrainableGraph.of(graph, name -> true))
        .isInstanceOf(UnknownOperatorException.class)
        .hasMessageStartingWith("TopK '/model/decoder/TopK'");
  }
}
