package io.vedette.federated.compress.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.federated.compress.LivedIn;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MasksTest {

  private final Graph graph = LivedIn.network("vedette-pico");

  private static List<NodeProto> convolutions(Graph graph) {
    return graph.nodes().stream().filter(n -> n.getOpType().equals("Conv")).toList();
  }

  private static float[] weight(Graph graph, NodeProto node) {
    return Tensors.floats(graph.initializers().get(node.getInput(1)));
  }

  @Test
  void theSmallestHalfIsZeroAndTheRestIsAsItWas() {
    Graph thin = new SmallestToZero(0.5).apply(graph);

    NodeProto node = convolutions(graph).get(2);
    float[] before = weight(graph, node);
    float[] after = weight(thin, node);
    float largestZero = 0;
    float smallestLeft = Float.MAX_VALUE;
    int zeros = 0;
    for (int i = 0; i < before.length; i++) {
      if (after[i] == 0) {
        zeros++;
        largestZero = Math.max(largestZero, Math.abs(before[i]));
      } else {
        assertThat(after[i]).isEqualTo(before[i]);
        smallestLeft = Math.min(smallestLeft, Math.abs(before[i]));
      }
    }
    assertThat((double) zeros / before.length).isCloseTo(0.5, within(0.01));
    assertThat(largestZero).isLessThan(smallestLeft);
  }

  @Test
  void ofFourWeightsAlongTheInputsTheTwoLargestStay() {
    Graph thin = new LargestOfGroup(2, 4).apply(graph);

    int checked = 0;
    for (NodeProto node : convolutions(graph)) {
      long[] shape = Tensors.shape(graph.initializers().get(node.getInput(1)));
      if (shape[1] % 4 != 0) {
        assertThat(weight(thin, node)).isEqualTo(weight(graph, node));
        continue;
      }
      int places = (int) (shape[2] * shape[3]);
      float[] before = weight(graph, node);
      float[] after = weight(thin, node);
      for (int at = 0; at < before.length; at += 4 * places) {
        int zeros = 0;
        double kept = 0;
        double lost = 0;
        for (int i = 0; i < 4; i++) {
          boolean zero = after[at + i * places] == 0;
          zeros += zero ? 1 : 0;
          double size = Math.abs(before[at + i * places]);
          kept = zero ? kept : Math.max(kept, 1 / Math.max(1e-9, size));
          lost = zero ? Math.max(lost, size) : lost;
        }
        assertThat(zeros).isEqualTo(2);
        assertThat(lost).isLessThanOrEqualTo(1 / kept + 1e-6);
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(1000);
  }
}
