package io.vedette.federated.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.autograd.Mode;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.TrainableGraph;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {

  private static final List<String> COCO =
      IntStream.range(0, 80).mapToObj(i -> "label" + i).toList();

  @Test
  void ourOwnForWeakDevicesAreWellUnderAMillion() {
    assertThat(size("vedette-pico").parameters()).isBetween(100_000L, 300_000L);
    assertThat(size("vedette-small").parameters()).isBetween(500_000L, 900_000L);
  }

  @ParameterizedTest
  @CsvSource({"vedette-pico, 320", "yolo11n, 64"})
  void runsInOnnxRuntimeAndCarriesItsSpec(String name, int size) throws Exception {
    Graph graph = Architecture.named(name).orElseThrow().build(List.of("dot", "dash"), size, 1);
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, name);
    int anchors = (size / 8) * (size / 8) * 21 / 16;

    try (OnnxSession session = OnnxSession.open(graph.toBytes(), name, RuntimeOptions.DEFAULT)) {
      float[] pixels = new float[2 * 3 * size * size];
      Map<String, FloatTensor> outputs =
          session.run(Map.of("images", FloatTensor.of(pixels, 2, 3, size, size)));

      FloatTensor output = outputs.get("output0");
      assertThat(output.shape()).containsExactly(2, 6, anchors);
      // first boxes are small and around their anchors: 1.5 cells to each side
      assertThat(output.values()[0]).isCloseTo(4, within(3f));
      assertThat(output.values()[2 * anchors]).isCloseTo(24, within(8f));
    }
    assertThat(spec.labels()).containsExactly("dot", "dash");
    assertThat(spec.head().parameters().get("class_logits").split(",")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"vedette-pico, 96", "yolo11n, 96"})
  void answersAlikeWhereItIsTrainedAndWhereItRuns(String name, int size) throws Exception {
    Graph graph = Architecture.named(name).orElseThrow().build(List.of("dot", "dash"), size, 1);
    float[] pixels = new float[2 * 3 * size * size];
    Random random = new Random(1);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    try (OnnxSession session = OnnxSession.open(graph.toBytes(), name, RuntimeOptions.DEFAULT);
        TrainableGraph trainable = TrainableGraph.of(graph, n -> false);
        Scope scope = Scope.withoutGradients()) {
      float[] there =
          session
              .run(Map.of("images", FloatTensor.of(pixels, 2, 3, size, size)))
              .get("output0")
              .values();
      float[] here =
          trainable
              .forward(
                  scope,
                  Map.of("images", scope.tensor(pixels, 2, 3, size, size)),
                  List.of("output0"),
                  Mode.EVAL)
              .get("output0")
              .toFloats();

      assertThat(here).containsExactly(there, within(1e-3f));
    }
  }

  @Test
  void theSameSeedGivesTheSameWeights() {
    Architecture pico = Architecture.named("vedette-pico").orElseThrow();

    assertThat(pico.build(COCO, 64, 3).toBytes()).isEqualTo(pico.build(COCO, 64, 3).toBytes());
    assertThat(pico.build(COCO, 64, 3).toBytes()).isNotEqualTo(pico.build(COCO, 64, 4).toBytes());
  }

  private static NetworkSize size(String name) {
    return Architecture.named(name).orElseThrow().design().size(6, 320);
  }
}
