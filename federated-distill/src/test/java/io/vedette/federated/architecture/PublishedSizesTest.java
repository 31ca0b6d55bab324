package io.vedette.federated.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.Cost;
import io.vedette.federated.compress.Exporter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scales of YOLO11 are the published ones, to the last parameter. */
class PublishedSizesTest {

  /** For 80 classes at 640; GFLOPs are of the folded form and to one decimal, as published. */
  @ParameterizedTest
  @CsvSource({
    "yolo11n,  2624080,  2616248,   6.5",
    "yolo11s,  9458752,  9443760,  21.5",
    "yolo11m, 20114688, 20091712,  68.0",
    "yolo11l, 25372160, 25340992,  86.9",
    "yolo11x, 56966176, 56919424, 194.9"
  })
  void areExact(String name, long parameters, long folded, double gflops) {
    NetworkSize size = Architecture.named(name).orElseThrow().design().size(80, 640);

    assertThat(size.parameters()).isEqualTo(parameters);
    assertThat(size.fusedParameters()).isEqualTo(folded);
    assertThat(size.gflops()).isCloseTo(gflops, within(0.05));
  }

  /** What was counted while building is what the built graph has. */
  @Test
  void areThoseOfTheBuiltGraph() throws Exception {
    Architecture nano = Architecture.named("yolo11n").orElseThrow();
    Graph graph = nano.build(List.of("dot", "dash"), 64, 1);
    NetworkSize size = nano.design().size(2, 64);

    assertThat(learned(graph)).isEqualTo(size.parameters());
    assertThat(learned(Exporter.fp32(graph))).isEqualTo(size.fusedParameters());
    Cost measured = Cost.of(graph, SpecInference.infer(graph, Hints.NONE, "nano"));
    assertThat(size.gflops()).isCloseTo(measured.gflops(), within(1e-9));
  }

  @Test
  void attentionCostsTheSquareOfTheCells() {
    Design nano = Architecture.named("yolo11n").orElseThrow().design();

    // 2 heads, 32 of query and key, 64 of value, 400 cells at 640
    assertThat(nano.size(80, 640).matrixProducts()).isEqualTo(2L * (32 + 64) * 400 * 400);
    assertThat(nano.withAttention(Attention.NONE).size(80, 640).matrixProducts()).isZero();
  }

  /** Running statistics are no parameters; the bin numbers count as such, though fixed. */
  private static long learned(Graph graph) {
    return graph.initializers().values().stream()
        .filter(t -> t.getName().matches(".*\\.(weight|bias|bin_index)"))
        .mapToLong(t -> Tensors.floats(t).length)
        .sum();
  }
}
