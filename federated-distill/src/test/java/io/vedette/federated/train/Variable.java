package io.vedette.federated.train;

import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.federated.Weights;
import io.vedette.federated.autograd.Mode;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.autograd.TrainableGraph;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** A tensor whose gradient can be compared with finite differences. */
public final class Variable {

  private static final float STEP = 1e-2f;

  private Variable() {}

  /**
   * The largest difference between the gradient of a scalar function and its central differences,
   * relative to the largest gradient.
   */
  public static double gradientError(
      float[] values, long[] shape, BiFunction<Scope, Tensor, Tensor> function) throws Exception {
    GraphBuilder builder = new GraphBuilder("variable", 17);
    String zero = builder.input("zero", 1);
    String w = builder.initializer("w", values, shape);
    builder.output(builder.node("Add", w, zero).output("y"), shape[0]);
    Graph graph = builder.build();
    try (TrainableGraph trainable = TrainableGraph.of(graph, name -> true)) {
      float[] gradient;
      try (Scope scope = Scope.open()) {
        at(trainable, scope, function).backward();
        gradient = trainable.parameters().get("w").gradient().toFloats();
      }
      double error = 0;
      double largest = 0;
      for (int i = 0; i < values.length; i++) {
        double up = moved(trainable, values, shape, i, STEP, function);
        double down = moved(trainable, values, shape, i, -STEP, function);
        error = Math.max(error, Math.abs((up - down) / (2 * STEP) - gradient[i]));
        largest = Math.max(largest, Math.abs(gradient[i]));
      }
      return error / largest;
    }
  }

  private static double moved(
      TrainableGraph graph,
      float[] values,
      long[] shape,
      int index,
      float by,
      BiFunction<Scope, Tensor, Tensor> function) {
    float[] changed = values.clone();
    changed[index] += by;
    graph.load(new Weights(Map.of("w", new Weights.Values(shape, changed))));
    try (Scope scope = Scope.withoutGradients()) {
      return at(graph, scope, function).item();
    }
  }

  private static Tensor at(
      TrainableGraph graph, Scope scope, BiFunction<Scope, Tensor, Tensor> function) {
    Map<String, Tensor> zero = Map.of("zero", scope.tensor(new float[1], 1));
    return function.apply(scope, graph.forward(scope, zero, List.of("y"), Mode.TRAIN).get("y"));
  }
}
