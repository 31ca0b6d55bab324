package io.vedette.federated.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.LivedIn;
import io.vedette.federated.compress.prune.ImportanceData;
import io.vedette.federated.compress.prune.Importances;
import io.vedette.federated.compress.prune.OperationCount;
import io.vedette.federated.compress.prune.PruningPlan;
import io.vedette.federated.compress.simplify.FuseBatchNorm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FreshWeightsTest {

  @ParameterizedTest
  @ValueSource(strings = {"vedette-teacher", "vedette-pico", "yolo11n"})
  void isWhatTheArchitectureBuilds(String architecture) throws Exception {
    Graph lived = LivedIn.network(architecture);
    Graph built =
        Architecture.named(architecture)
            .orElseThrow()
            .build(List.of("dot", "dash"), LivedIn.SIZE, 7);
    Graph fresh = FreshWeights.of(lived, spec(lived), 7);
    assertThat(fresh.initializers()).isEqualTo(built.initializers());
    assertThat(fresh.nodes()).isEqualTo(lived.nodes());
  }

  @Test
  void keepsWhatPruningLeft() throws Exception {
    Graph lived = LivedIn.network("vedette-pico");
    Graph cut =
        PruningPlan.of(lived, Importances.L1, ImportanceData.NONE)
            .keeping(0.5, new OperationCount(), spec(lived));
    Graph fresh = FreshWeights.of(cut, spec(cut), 7);
    assertThat(fresh.toBytes()).hasSameSizeAs(cut.toBytes());
    assertThat(LivedIn.run(fresh)).isNotEqualTo(LivedIn.run(cut)).doesNotContain(Float.NaN);
  }

  @Test
  void refusesWhatCannotBeTrainedAfresh() throws Exception {
    Graph lived = LivedIn.network("vedette-pico");
    Graph fused = new FuseBatchNorm().apply(lived);
    assertThatThrownBy(() -> FreshWeights.of(fused, spec(lived), 7))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("training form");
  }

  private static DetectorSpec spec(Graph graph) throws DetectorException {
    return SpecInference.infer(graph, Hints.NONE, "test");
  }
}
