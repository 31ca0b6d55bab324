package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What all optimizers share: two groups of parameters (those with two or more dimensions decay;
 * biases and the scales and shifts of norms do not), one clipping over both, and the update in
 * place.
 */
final class Descent implements AutoCloseable {

  /** How an optimizer turns a gradient into what is subtracted from the values. */
  interface Rule {
    PtNDArray update(Group group, PtNDArray gradient, Numbers numbers);
  }

  /**
   * One group and the optimizer's memory of it.
   *
   * @param moments as long as all the group's parameters together, zero at first
   */
  record Group(ParameterSet parameters, double weightDecay, List<PtNDArray> moments) {}

  /** Scalars of one step. */
  record Numbers(PtNDManager manager) {
    PtNDArray of(double value) {
      return (PtNDArray) manager.full(new Shape(), (float) value, DataType.FLOAT32);
    }
  }

  private final PtNDManager manager = Torch.manager();
  private final List<Group> groups = new ArrayList<>();
  private final double maxGradientNorm;

  /**
   * @param moments how many vectors of memory the rule needs per group
   */
  Descent(Map<String, Tensor> parameters, double weightDecay, double maxGradientNorm, int moments) {
    this.maxGradientNorm = maxGradientNorm;
    List<Tensor> decaying = parameters.values().stream().filter(Descent::decays).toList();
    List<Tensor> others = parameters.values().stream().filter(t -> !decays(t)).toList();
    add(decaying, weightDecay, moments);
    add(others, 0, moments);
  }

  private static boolean decays(Tensor parameter) {
    return parameter.shape().length > 1;
  }

  private void add(List<Tensor> parameters, double weightDecay, int moments) {
    if (parameters.isEmpty()) {
      return;
    }
    ParameterSet set = new ParameterSet(manager, parameters);
    List<PtNDArray> memory = new ArrayList<>();
    for (int i = 0; i < moments; i++) {
      memory.add((PtNDArray) manager.zeros(new Shape(set.size())));
    }
    groups.add(new Group(set, weightDecay, memory));
  }

  /** One step by a rule; returns the norm of the gradients before clipping. */
  double step(Rule rule) {
    try (Scope scope = Scope.withoutGradients()) {
      Numbers numbers = new Numbers(scope.manager());
      List<PtNDArray> gradients =
          groups.stream().map(g -> g.parameters().gradients(scope.manager())).toList();
      double squares = 0;
      for (PtNDArray gradient : gradients) {
        squares += Memory.floats(JniUtils.sum(JniUtils.square(gradient)))[0];
      }
      double norm = Math.sqrt(squares);
      for (int i = 0; i < groups.size(); i++) {
        if (norm > maxGradientNorm) {
          JniUtils.muli(gradients.get(i), numbers.of(maxGradientNorm / norm));
        }
        Group group = groups.get(i);
        group.parameters().subtract(rule.update(group, gradients.get(i), numbers));
      }
      return norm;
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
