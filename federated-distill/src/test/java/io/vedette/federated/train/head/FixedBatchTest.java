package io.vedette.federated.train.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.graph.Graph;
import io.vedette.federated.autograd.Mode;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.autograd.TrainableGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FixedBatchTest {

  @Test
  void picturesGoThroughOneByOneAndLearnTogether() throws Exception {
    Graph graph = Exports.yolov5();
    String output = graph.outputs().get(0).getName();
    float[] pixels = new float[3 * 3 * 64 * 64];
    Random random = new Random(5);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    FixedBatch one = FixedBatch.of(graph, "images");
    try (TrainableGraph trainable = TrainableGraph.of(graph, name -> name.startsWith("weight"));
        Scope scope = Scope.open()) {
      Tensor three = scope.tensor(pixels, 3, 3, 64, 64);
      Tensor last = three.slice(0, 2, 3);

      Tensor whole = one.forward(trainable, scope, three, List.of(output), Mode.TRAIN).get(output);
      Tensor alone = one.forward(trainable, scope, last, List.of(output), Mode.TRAIN).get(output);

      assertThat(one.size()).isEqualTo(1);
      assertThat(whole.shape()).containsExactly(3, 252, 7);
      float[] values = whole.toFloats();
      assertThat(Arrays.copyOfRange(values, 2 * values.length / 3, values.length))
          .isEqualTo(alone.toFloats());
      whole.mean().backward();
      assertThat(trainable.parameters().values())
          .isNotEmpty()
          .allSatisfy(weight -> assertThat(weight.gradient()).isNotNull());
    }
  }

  @Test
  void aBatchMustBeDivisible() {
    assertThat(new FixedBatch("images", 4).divides(8)).isTrue();
    assertThat(new FixedBatch("images", 4).divides(6)).isFalse();
    assertThat(new FixedBatch("images", -1).divides(6)).isTrue();
  }
}
