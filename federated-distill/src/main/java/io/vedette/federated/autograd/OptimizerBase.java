package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.vedette.federated.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all optimizers share: two groups of parameters (those with two or more dimensions decay;
 * biases and the scales and shifts of norms do not), one clipping over both, and the update in
 * place.
 */
final class OptimizerBase implements AutoCloseable {

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

  private static final String STEPS = "steps";

  private final PtNDManager manager = Torch.manager();
  private final List<Group> groups = new ArrayList<>();
  private final double maxGradientNorm;

  /**
   * @param moments how many vectors of memory the rule needs per group
   */
  OptimizerBase(
      Map<String, Tensor> parameters, double weightDecay, double maxGradientNorm, int moments) {
    this.maxGradientNorm = maxGradientNorm;
    List<Tensor> decaying = parameters.values().stream().filter(OptimizerBase::decays).toList();
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

  /** All moments by name, whom they are of, and the number of steps that the rule has counted. */
  Weights state(long steps) {
    Map<String, Weights.Values> state = new LinkedHashMap<>();
    state.put(STEPS, new Weights.Values(new long[] {1}, new float[] {steps}));
    for (int g = 0; g < groups.size(); g++) {
      float[] reached = groups.get(g).parameters().reached();
      state.put(reached(g), new Weights.Values(new long[] {reached.length}, reached));
      List<PtNDArray> moments = groups.get(g).moments();
      for (int m = 0; m < moments.size(); m++) {
        float[] values = Memory.floats(moments.get(m));
        state.put(name(g, m), new Weights.Values(new long[] {values.length}, values));
      }
    }
    return new Weights(state);
  }

  /** Takes over moments; returns the number of steps. */
  long load(Weights state) {
    try (Scope scope = Scope.withoutGradients()) {
      for (int g = 0; g < groups.size(); g++) {
        ParameterSet parameters = groups.get(g).parameters();
        parameters.reached(part(state, reached(g), parameters.count()));
        List<PtNDArray> moments = groups.get(g).moments();
        for (int m = 0; m < moments.size(); m++) {
          float[] values = part(state, name(g, m), moments.get(m).size());
          PtNDArray moment = new BorrowedTensor(scope.manager(), moments.get(m), null);
          JniUtils.subi(moment, moment);
          JniUtils.addi(moment, scope.tensor(values, values.length).array());
        }
      }
    }
    Weights.Values steps = state.byName().get(STEPS);
    return steps == null ? 0 : (long) steps.data()[0];
  }

  private static float[] part(Weights state, String name, long size) {
    Weights.Values values = state.byName().get(name);
    if (values == null || values.data().length != size) {
      throw new IllegalArgumentException("the optimizer's memory is of other parameters");
    }
    return values.data();
  }

  private static String reached(int group) {
    return "group" + group + ".reached";
  }

  private static String name(int group, int moment) {
    return "group" + group + ".moment" + moment;
  }

  @Override
  public void close() {
    manager.close();
  }
}
