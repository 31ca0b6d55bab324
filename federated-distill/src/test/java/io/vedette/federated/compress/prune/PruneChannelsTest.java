package io.vedette.federated.compress.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.Cost;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.LivedIn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PruneChannelsTest {

  /** Makes the filters of a unit give nothing but zero. */
  private static Graph silenced(Graph graph, List<PruningUnit> units) {
    Wiring wiring = Wiring.of(graph);
    Map<String, float[]> values = new HashMap<>();
    for (PruningUnit unit : units) {
      for (PruningUnit.Filter filter : unit.filters()) {
        NodeProto node = wiring.producer(filter.convolution()).orElseThrow();
        silence(graph, node.getInputList().subList(1, node.getInputCount()), filter, values);
        for (NodeProto next : wiring.consumers(filter.convolution())) {
          if (next.getOpType().equals("BatchNormalization")) {
            silence(graph, next.getInputList().subList(1, 3), filter, values);
          }
        }
      }
    }
    Map<String, TensorProto> changed = new HashMap<>();
    values.forEach(
        (name, data) ->
            changed.put(
                name, Tensors.of(name, data, Tensors.shape(graph.initializers().get(name)))));
    return graph.withInitializers(changed);
  }

  private static void silence(
      Graph graph, List<String> names, PruningUnit.Filter filter, Map<String, float[]> values) {
    for (String name : names) {
      TensorProto tensor = graph.initializers().get(name);
      float[] data = values.computeIfAbsent(name, n -> Tensors.floats(tensor));
      int each = data.length / (int) tensor.getDims(0);
      for (int i = 0; i < each; i++) {
        data[filter.index() * each + i] = 0;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vedette-pico",
        "yolo11n",
        "shufflenet-v2-0.5",
        "mobilenet-v3-small",
        "efficientnet-lite0"
      })
  void whatCarriedNothingGoesWithoutATrace(String architecture) throws Exception {
    Graph graph = LivedIn.network(architecture);
    List<PruningUnit> units = ChannelFlow.of(graph).units(graph);
    Random random = new Random(1);
    List<PruningUnit> idle = units.stream().filter(unit -> random.nextInt(3) == 0).toList();
    Graph silenced = silenced(graph, idle);
    Set<Integer> cut = new HashSet<>();
    idle.forEach(unit -> cut.add(unit.channel()));

    Graph pruned = new PruneChannels(cut).apply(silenced);

    assertThat(idle.size()).isGreaterThan(20);
    assertThat(pruned.toBytes().length).isLessThan(silenced.toBytes().length * 9 / 10);
    float[] before = LivedIn.run(silenced);
    float[] after = LivedIn.run(pruned);
    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < before.length; i++) {
      assertThat(Math.abs(after[i] - before[i]))
          .as("value %d: %s and %s", i, before[i], after[i])
          .isLessThanOrEqualTo(1e-3f * Math.max(1, Math.abs(before[i])));
    }
  }

  @Test
  void halfTheOperationsAreLeftAndTheFormRuns() throws Exception {
    Graph graph = LivedIn.network("vedette-pico");
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "test");
    Cost before = Cost.of(graph, spec);

    for (Importances importance : List.of(Importances.L1, Importances.BN)) {
      Graph pruned = PruningPlan.of(graph, importance).keeping(0.5, new OperationCount(), spec);

      Cost after = Cost.of(pruned, spec);
      assertThat(after.gflops() / before.gflops()).isBetween(0.4, 0.5);
      assertThat(after.parameters()).isLessThan(before.parameters() * 7 / 10);
      assertThat(LivedIn.run(pruned)).hasSameSizeAs(LivedIn.run(graph));
      assertThat(SpecInference.infer(pruned, Hints.NONE, "test")).isEqualTo(spec);
      assertThat(LivedIn.run(Exporter.fp32(pruned))).hasSameSizeAs(LivedIn.run(graph));
    }
  }

  @Test
  void theWeakestGoFirst() throws Exception {
    Graph graph = LivedIn.network("vedette-pico");
    List<PruningUnit> units = ChannelFlow.of(graph).units(graph);
    List<String> family =
        units.stream().collect(Collectors.groupingBy(PruningUnit::family)).entrySet().stream()
            .filter(entry -> entry.getValue().size() % (2 * PruningGroup.STEP) == 0)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    List<PruningUnit> members = units.stream().filter(u -> u.family().equals(family)).toList();
    List<PruningUnit> weak = members.subList(0, members.size() / 2);
    Graph silenced = silenced(graph, weak);

    DetectorSpec spec = SpecInference.infer(silenced, Hints.NONE, "test");
    Graph pruned =
        PruningPlan.of(silenced, Importances.L1).keeping(0.99, new OperationCount(), spec);
    Graph expected =
        new PruneChannels(new HashSet<>(weak.stream().map(PruningUnit::channel).toList()))
            .apply(silenced);

    String scale =
        Wiring.of(graph).consumers(family.get(0)).stream()
            .filter(node -> node.getOpType().equals("BatchNormalization"))
            .findFirst()
            .orElseThrow()
            .getInput(1);
    assertThat(Tensors.floats(pruned.initializers().get(scale)))
        .hasSize(members.size() / 2)
        .isEqualTo(Tensors.floats(expected.initializers().get(scale)));
  }

  @Test
  void whatCannotBeReachedIsSaid() throws Exception {
    Graph graph = LivedIn.network("vedette-pico");
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "test");

    assertThatThrownBy(
            () -> PruningPlan.of(graph, Importances.L1).keeping(0.001, new OperationCount(), spec))
        .hasMessageMatching("0.001 of the operations cannot be reached .*; 0\\.\\d+ can");
  }
}
