package io.vedette.federated.compress.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.LivedIn;
import io.vedette.federated.compress.Speed;
import io.vedette.federated.compress.Workload;
import io.vedette.federated.compress.Workload.Convolution;
import io.vedette.federated.compress.Workload.Kind;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForecastTimeTest {

  private static final Speed AS_OPERATIONS = work -> 3 * work.gflops();

  /** A device that is ten times as slow with some convolutions. */
  private static Speed slow(Predicate<Convolution> with) {
    return work ->
        work.convolutions().stream()
            .mapToDouble(one -> (with.test(one) ? 10 : 1) * one.gflops())
            .sum();
  }

  private static boolean fine(Convolution one) {
    return one.cells() >= LivedIn.SIZE * LivedIn.SIZE / 16;
  }

  private static DetectorSpec spec(Graph graph) throws DetectorException {
    return SpecInference.infer(graph, Hints.NONE, "test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vedette-pico", "yolo11n", "mobilenet-v3-small"})
  void aCutIsWeighedWithoutRunningAsWhenItRuns(String architecture) throws Exception {
    Graph graph = LivedIn.network(architecture);
    DetectorSpec spec = spec(graph);
    Graph pruned = PruningPlan.of(graph, Importances.L1).keeping(0.6, new OperationCount(), spec);

    Workload run = Workload.of(pruned, spec);

    assertThat(Workload.of(pruned, Workload.cells(graph, spec))).isEqualTo(run);
    assertThat(run.convolutions()).hasSizeGreaterThan(20);
  }

  @Test
  void whereTimeGoesWithOperationsTheSameGoes() throws Exception {
    Graph graph = LivedIn.network("vedette-pico");
    DetectorSpec spec = spec(graph);
    PruningPlan plan = PruningPlan.of(graph, Importances.L1);

    Graph counted = plan.keeping(0.5, new OperationCount(), spec);

    ForecastTime time = new ForecastTime(AS_OPERATIONS, false);
    assertThat(plan.keeping(0.5, time, spec).toBytes()).isEqualTo(counted.toBytes());
  }

  @Test
  void theLimitIsKeptInEitherPrecision() throws Exception {
    Graph graph = LivedIn.network("vedette-pico");
    DetectorSpec spec = spec(graph);
    Speed speed = slow(one -> one.rounded() ? one.kind() == Kind.DEPTHWISE : fine(one));
    PruningPlan plan = PruningPlan.of(graph, Importances.BN);

    Workload whole = Workload.of(graph, spec);
    Graph inFloat = plan.keeping(0.6, new ForecastTime(speed, false), spec);
    Graph rounded = plan.keeping(0.6, new ForecastTime(speed, true), spec);

    assertThat(speed.milliseconds(Workload.of(inFloat, spec)) / speed.milliseconds(whole))
        .isBetween(0.55, 0.6);
    assertThat(
            speed.milliseconds(Workload.of(rounded, spec).inEightBits())
                / speed.milliseconds(whole.inEightBits()))
        .isBetween(0.55, 0.6);
    assertThat(rounded.toBytes()).isNotEqualTo(inFloat.toBytes());
  }

  @Test
  void whatCannotBeReachedIsSaid() throws Exception {
    Graph graph = LivedIn.network("vedette-pico");
    PruningPlan plan = PruningPlan.of(graph, Importances.L1);
    ForecastTime time = new ForecastTime(AS_OPERATIONS, false);

    assertThatThrownBy(() -> plan.keeping(0.001, time, spec(graph)))
        .hasMessageMatching(
            "0.001 of the forecast time cannot be reached by cutting channels; 0\\.\\d+ can");
    assertThatThrownBy(() -> plan.keeping(1.5, time, spec(graph)))
        .hasMessage("the share of the forecast time is between 0 and 1, not 1.5");
  }
}
