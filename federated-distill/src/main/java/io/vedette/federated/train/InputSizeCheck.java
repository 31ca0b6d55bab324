package io.vedette.federated.train;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.autograd.Mode;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.autograd.TrainableGraph;
import io.vedette.federated.train.head.HeadLayout;
import java.util.Arrays;
import java.util.Map;

/**
 * Checks that a graph can be trained on inputs of other sizes than its own, as multi-scale training
 * needs. A node that has the size in a constant, as attention over a fixed number of cells does,
 * cannot.
 */
final class InputSizeCheck {

  private InputSizeCheck() {}

  /**
   * Runs the graph on an input that is one cell of the coarsest level larger.
   *
   * @throws DetectorException naming the node that does not take it
   */
  static void check(Graph graph, DetectorSpec spec) throws DetectorException {
    HeadLayout layout = HeadLayout.of(spec);
    int more = Arrays.stream(layout.strides()).max().orElseThrow();
    long height = spec.input().height() + more;
    long width = spec.input().width() + more;
    try (TrainableGraph trial = TrainableGraph.of(graph, name -> false);
        Scope scope = Scope.withoutGradients()) {
      Map<String, Tensor> input = Map.of(spec.input().name(), scope.full(0, 1, 3, height, width));
      Map<String, Tensor> answers = trial.forward(scope, input, layout.classLogits(), Mode.EVAL);
      int level = 0;
      for (Map.Entry<String, Tensor> answer : answers.entrySet()) {
        int stride = layout.strides()[level++];
        long[] shape = answer.getValue().shape();
        if (shape[0] != 1 || shape[2] != height / stride || shape[3] != width / stride) {
          throw new IllegalArgumentException(
              answer.getKey() + " has shape " + Arrays.toString(shape));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new DetectorException(
          "the graph takes no other input size than its own ("
              + e.getMessage()
              + "); train it without multi-scale",
          e);
    }
  }
}
