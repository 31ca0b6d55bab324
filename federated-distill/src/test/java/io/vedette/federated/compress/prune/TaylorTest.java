package io.vedette.federated.compress.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.train.LossGradients;
import io.vedette.scenario.Condition;
import io.vedette.scenario.InspectionLine;
import io.vedette.scenario.ScenarioDataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaylorTest {

  @TempDir Path folder;
  private Dataset pictures;
  private Graph graph;

  @BeforeEach
  void prepare() throws Exception {
    ScenarioDataset.write(folder, 5, 16, Condition.NORMAL, done -> {});
    pictures = Datasets.open(folder, null);
    graph = Architecture.named("vedette-pico").orElseThrow().build(InspectionLine.LABELS, 64, 1);
  }

  @Test
  void gradientsOfABatchAreItsOwn() throws Exception {
    List<Map<String, float[]>> twice = new ArrayList<>();
    List<Map<String, float[]>> once = new ArrayList<>();
    LossGradients.of(graph, pictures, 16, twice::add);
    LossGradients.of(graph, pictures, 8, once::add);

    assertThat(twice).hasSize(2);
    assertThat(once).hasSize(1);
    assertThat(once.get(0).keySet()).isEqualTo(twice.get(0).keySet()).hasSizeGreaterThan(50);
    double largest = 0;
    for (float[] gradient : twice.get(1).values()) {
      for (float one : gradient) {
        largest = Math.max(largest, Math.abs(one));
      }
    }
    assertThat(largest).isPositive();
  }

  @Test
  void whatTheLossDoesNotNeedMattersLeast() throws Exception {
    List<PruningUnit> units = ChannelFlow.of(graph).units(graph);
    PruningUnit silent = units.get(5);
    PruningUnit.Filter filter = silent.filters().get(0);
    Map<String, ai.onnx.proto.OnnxMl.TensorProto> changed = new HashMap<>();
    for (PruningUnit.Filter one : silent.filters()) {
      var norm = Wiring.of(graph).consumers(one.convolution()).get(0);
      for (int i = 1; i <= 2; i++) {
        String name = norm.getInput(i);
        float[] values = Tensors.floats(graph.initializers().get(name));
        values[one.index()] = 0;
        changed.put(name, Tensors.of(name, values, values.length));
      }
    }
    Graph silenced = graph.withInitializers(changed);

    double[] importance = new Taylor().of(units, silenced, () -> pictures);

    assertThat(filter.convolution()).isNotEmpty();
    assertThat(importance[5]).isZero();
    assertThat(java.util.Arrays.stream(importance).filter(i -> i > 0).count())
        .isGreaterThan(units.size() / 2);
  }

  @Test
  void withoutPicturesItIsSaid() {
    assertThatThrownBy(() -> PruningPlan.of(graph, Importances.TAYLOR))
        .hasMessage("importance taylor needs labelled pictures, and there are none");
  }
}
