package io.vedette.federated.compress.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.compress.Cost;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FewerLevelsTest {

  private static final int SIZE = 128;

  private static Graph network(String architecture) {
    return Architecture.named(architecture).orElseThrow().build(List.of("dot", "dash"), SIZE, 1);
  }

  /** Rows of the output, [4 + classes][cells]. */
  private static float[][] run(Graph graph) throws Exception {
    Random random = new Random(3);
    float[] pixels = new float[3 * SIZE * SIZE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    try (OnnxSession session = OnnxSession.open(graph.toBytes(), "test", RuntimeOptions.DEFAULT)) {
      FloatTensor output =
          session
              .run(Map.of("images", FloatTensor.of(pixels, 1, 3, SIZE, SIZE)))
              .values()
              .iterator()
              .next();
      int cells = (int) output.shape()[2];
      float[][] rows = new float[(int) output.shape()[1]][];
      for (int row = 0; row < rows.length; row++) {
        rows[row] = Arrays.copyOfRange(output.values(), row * cells, (row + 1) * cells);
      }
      return rows;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "vedette-pico, 2, 320",
    "vedette-pico, 1, 256",
    "yolo11n, 2, 320",
    "vedette-fine-pico, 2, 1280",
    "shufflenet-v2-0.5, 2, 320"
  })
  void whatTheFinestLevelsSayStays(String architecture, int count, int cells) throws Exception {
    Graph whole = network(architecture);

    Graph fewer = FewerLevels.of(whole, count);

    float[][] before = run(whole);
    float[][] after = run(fewer);
    for (int row = 0; row < before.length; row++) {
      assertThat(after[row]).hasSize(cells).isEqualTo(Arrays.copyOf(before[row], cells));
    }
    DetectorSpec spec = SpecInference.infer(fewer, Hints.NONE, "test");
    assertThat(spec.head().parameters().get("strides").split(",")).hasSize(count);
    Cost less = Cost.of(fewer, spec);
    Cost all = Cost.of(whole, SpecInference.infer(whole, Hints.NONE, "test"));
    assertThat(less.parameters()).isLessThan(all.parameters());
    assertThat(less.gflops()).isLessThan(all.gflops());
  }

  @Test
  void allLevelsAreTheModelItself() throws Exception {
    Graph graph = network("vedette-pico");

    assertThat(FewerLevels.of(graph, 3)).isSameAs(graph);
  }

  @Test
  void aNumberOfLevelsThatIsNotThereIsSaid() {
    Graph graph = network("vedette-pico");

    assertThatThrownBy(() -> FewerLevels.of(graph, 4))
        .hasMessage("the model looks at 3 levels; from 1 to so many can stay, not 4");
  }
}
