package io.vedette.federated.compress.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.architecture.Architecture;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResizedTest {

  private static Graph network(String architecture, int size) {
    return Architecture.named(architecture).orElseThrow().build(List.of("dot", "dash"), size, 1);
  }

  private static float[] run(Graph graph, int size) throws Exception {
    Random random = new Random(3);
    float[] pixels = new float[3 * size * size];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    try (OnnxSession session = OnnxSession.open(graph.toBytes(), "test", RuntimeOptions.DEFAULT)) {
      return session
          .run(Map.of("images", FloatTensor.of(pixels, 1, 3, size, size)))
          .values()
          .iterator()
          .next()
          .values();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vedette-pico", "vedette-fine-pico", "yolo11n", "shufflenet-v2-0.5"})
  void answersAsANetworkThatWasMadeForThatSize(String architecture) throws Exception {
    Graph large = network(architecture, 128);

    Graph resized = Resized.of(large, 64, 64);

    // class priors depend on the size: give both the same weights
    Graph small = network(architecture, 64);
    Graph same =
        small.withInitializers(
            Map.copyOf(
                large.initializers().entrySet().stream()
                    .filter(e -> e.getKey().startsWith("head.") && e.getKey().contains("cls3"))
                    .collect(
                        java.util.stream.Collectors.toMap(
                            Map.Entry::getKey, Map.Entry::getValue))));
    assertThat(run(resized, 64)).isEqualTo(run(same, 64));
    assertThat(SpecInference.infer(resized, Hints.NONE, "test"))
        .isEqualTo(SpecInference.infer(small, Hints.NONE, "test"));
  }

  @Test
  void theOwnSizeChangesNothing() throws Exception {
    Graph graph = network("vedette-pico", 64);

    assertThat(Resized.of(graph, 64, 64)).isSameAs(graph);
  }

  @Test
  void aSizeThatDoesNotSuitIsSaid() {
    Graph graph = network("vedette-pico", 64);

    assertThatThrownBy(() -> Resized.of(graph, 50, 50))
        .hasMessageStartingWith("the model takes no input of 50x50, only its own 64x64")
        .hasMessageEndingWith("multiples of 32 suit most");
  }
}
