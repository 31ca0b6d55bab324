package io.vedette.federated.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;

/**
 * Compares gradients with central differences: along random directions d, the derivative of a
 * random weighting of all outputs must be the product of the gradient and d.
 */
final class FiniteDifferences {

  /** What is differentiated. */
  interface Function {
    List<Tensor> apply(Scope scope, List<Tensor> inputs);
  }

  /** One input and whether it is differentiated by. */
  record Input(float[] values, long[] shape, boolean varies) {}

  private static final double STEP = 5e-3;
  private static final int DIRECTIONS = 3;

  private final Function function;
  private final List<Input> inputs;
  private final Random random;
  private final List<double[]> weights = new ArrayList<>();

  private FiniteDifferences(Function function, List<Input> inputs, long seed) {
    this.function = function;
    this.inputs = inputs;
    this.random = new Random(seed);
  }

  static void check(Function function, List<Input> inputs, long seed) {
    new FiniteDifferences(function, inputs, seed).check();
  }

  private void check() {
    List<float[]> gradients = gradients();
    for (int i = 0; i < inputs.size(); i++) {
      if (!inputs.get(i).varies()) {
        continue;
      }
      double norm = 1e-3;
      for (float g : gradients.get(i)) {
        norm += g * g;
      }
      for (int n = 0; n < DIRECTIONS; n++) {
        double[] direction = random.doubles(inputs.get(i).values().length, -1, 1).toArray();
        double expected = (value(i, direction, STEP) - value(i, direction, -STEP)) / (2 * STEP);
        double actual = 0;
        for (int k = 0; k < direction.length; k++) {
          actual += direction[k] * gradients.get(i)[k];
        }
        assertThat(actual)
            .as("derivative by input " + i)
            .isCloseTo(expected, Offset.offset(1e-2 * Math.sqrt(norm) + 2e-3));
      }
    }
  }

  private List<float[]> gradients() {
    try (Scope scope = Scope.open()) {
      List<Tensor> tensors = tensors(scope, -1, new double[0], 0);
      for (int i = 0; i < tensors.size(); i++) {
        if (inputs.get(i).varies()) {
          JniUtils.attachGradient(tensors.get(i).array(), true);
        }
      }
      Tensor sum = null;
      for (Tensor output : function.apply(scope, tensors)) {
        double[] weight = random.doubles(output.size(), -1, 1).toArray();
        weights.add(weight);
        float[] floats = new float[weight.length];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = (float) weight[i];
        }
        Tensor part = output.mul(scope.tensor(floats, output.shape())).sum();
        sum = sum == null ? part : sum.add(part);
      }
      sum.backward();
      List<float[]> gradients = new ArrayList<>();
      for (int i = 0; i < tensors.size(); i++) {
        Tensor gradient = inputs.get(i).varies() ? tensors.get(i).gradient() : null;
        gradients.add(
            gradient == null ? new float[inputs.get(i).values().length] : gradient.toFloats());
      }
      return gradients;
    }
  }

  private double value(int moved, double[] direction, double step) {
    try (Scope scope = Scope.withoutGradients()) {
      List<Tensor> outputs = function.apply(scope, tensors(scope, moved, direction, step));
      double sum = 0;
      for (int o = 0; o < outputs.size(); o++) {
        float[] values = outputs.get(o).toFloats();
        for (int i = 0; i < values.length; i++) {
          sum += values[i] * weights.get(o)[i];
        }
      }
      return sum;
    }
  }

  private List<Tensor> tensors(Scope scope, int moved, double[] direction, double step) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      float[] values = inputs.get(i).values().clone();
      for (int k = 0; i == moved && k < values.length; k++) {
        values[k] += (float) (step * direction[k]);
      }
      tensors.add(scope.tensor(values, inputs.get(i).shape()));
    }
    return tensors;
  }
}
