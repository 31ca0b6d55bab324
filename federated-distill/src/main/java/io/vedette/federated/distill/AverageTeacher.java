package io.vedette.federated.distill;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.federated.autograd.Mode;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.autograd.TrainableGraph;
import io.vedette.federated.train.TrainingStep;
import io.vedette.federated.train.head.HeadLayout;
import io.vedette.federated.train.head.RawHeadOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The student's own average over the steps, as its teacher. It knows nothing in the beginning, when
 * the labels count nearly alone; over the first 4 of 15 steps, as in the paper's first experiment,
 * its word comes to count by {@code exp(-5 (1 - t)^2)}.
 *
 * @see <a href="https://arxiv.org/abs/1703.01780">Tarvainen and Valpola, Mean teachers are better
 *     role models</a>
 */
public final class AverageTeacher implements Teacher {

  private static final double GROWING_UP = 4.0 / 15;

  private final TrainableGraph graph;
  private final HeadLayout layout;
  private final String input;
  private final List<String> features;
  private final List<String> wanted;

  private AverageTeacher(
      TrainableGraph graph, HeadLayout layout, String input, List<String> features) {
    this.graph = graph;
    this.layout = layout;
    this.input = input;
    this.features = List.copyOf(features);
    this.wanted = new ArrayList<>(layout.tensors());
    wanted.addAll(features);
  }

  /**
   * @param student the graph that will be trained
   * @param features inner tensors that are asked for too, finest level first
   * @throws DetectorException when the graph cannot be run
   */
  public static AverageTeacher of(Graph student, List<String> features) throws DetectorException {
    DetectorSpec spec = SpecInference.infer(student, Hints.NONE, "the student");
    return new AverageTeacher(
        TrainableGraph.of(student, name -> false),
        HeadLayout.of(spec),
        spec.input().name(),
        features);
  }

  @Override
  public double trust(double progress) {
    double childhood = Math.max(0, 1 - progress / GROWING_UP);
    return Math.exp(-5 * childhood * childhood);
  }

  @Override
  public DenseAnswer answer(TrainingStep step) {
    graph.load(step.average().get());
    try (Scope scope = Scope.withoutGradients()) {
      Map<String, Tensor> tensors =
          graph.forward(scope, Map.of(input, step.batch().input(scope)), wanted, Mode.EVAL);
      RawHeadOutputs outputs = RawHeadOutputs.of(tensors, layout, step.outputs().grid());
      List<FloatTensor> inner = new ArrayList<>();
      for (String name : features) {
        Tensor tensor = Objects.requireNonNull(tensors.get(name));
        inner.add(FloatTensor.of(tensor.toFloats(), tensor.shape()));
      }
      return new DenseAnswer(
          outputs.boxLogits().toFloats(),
          outputs.classLogits().toFloats(),
          layout.bins(),
          layout.classes(),
          inner);
    }
  }

  @Override
  public void close() {
    graph.close();
  }
}
