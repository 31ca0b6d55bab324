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
import io.vedette.federated.compress.LivedIn;
import io.vedette.federated.compress.prune.Branches.Branch;
import io.vedette.federated.compress.quantize.PictureSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BlockPruningTest {

  private static final List<PictureSource> PICTURES =
      List.of(() -> LivedIn.picture(1), () -> LivedIn.picture(2));

  /** The branch gives nothing but zero: its last normalization scales and shifts by zero. */
  private static Graph silenced(Graph graph, Branch branch) {
    Wiring wiring = Wiring.of(graph);
    NodeProto sum = wiring.producer(branch.sum()).orElseThrow();
    String made = sum.getInput(sum.getInput(0).equals(branch.skip()) ? 1 : 0);
    NodeProto node = wiring.producer(made).orElseThrow();
    while (!node.getOpType().equals("BatchNormalization")) {
      node = wiring.producer(node.getInput(0)).orElseThrow();
    }
    Map<String, TensorProto> changed = new HashMap<>();
    for (int i = 1; i <= 2; i++) {
      int size = (int) graph.initializers().get(node.getInput(i)).getDims(0);
      changed.put(node.getInput(i), Tensors.of(node.getInput(i), new float[size], size));
    }
    return graph.withInitializers(changed);
  }

  @Test
  void theBlockThatDoesNothingGoesFirstAndLeavesNoTrace() throws Exception {
    Graph graph = LivedIn.network("vedette-pico");
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "test");
    List<Branch> branches = Branches.of(graph);
    Graph silenced = silenced(graph, branches.get(1));

    Graph cut = BlockPruning.without(silenced, 1, spec, PICTURES);

    assertThat(branches).hasSizeGreaterThan(2);
    assertThat(LivedIn.run(cut)).isEqualTo(LivedIn.run(silenced));
    assertThat(LivedIn.count(cut, "Conv")).isLessThan(LivedIn.count(graph, "Conv"));
    assertThat(Cost.of(cut, spec).gflops()).isLessThan(Cost.of(graph, spec).gflops());
    assertThat(Cost.of(cut, spec).parameters()).isLessThan(Cost.of(graph, spec).parameters());
    assertThat(SpecInference.infer(cut, Hints.NONE, "test")).isEqualTo(spec);
  }

  @Test
  void allBlocksMayGoAndNoMore() throws Exception {
    Graph graph = LivedIn.network("yolo11n");
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "test");
    int all = Branches.of(graph).size();

    Graph bare = BlockPruning.without(graph, all, spec, PICTURES);

    assertThat(Branches.of(bare)).isEmpty();
    assertThat(LivedIn.run(bare)).hasSameSizeAs(LivedIn.run(graph));
    assertThatThrownBy(() -> BlockPruning.without(graph, all + 1, spec, PICTURES))
        .hasMessageContaining("has " + all + " blocks that can be left out, not " + (all + 1));
  }
}
