package io.vedette.federated.autograd;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.vedette.federated.Weights;
import java.util.Map;

/**
 * Stochastic gradient descent with momentum, as libtorch defines it: {@code v = momentum v + g},
 * then {@code w -= rate (g + momentum v)} with Nesterov's look ahead, {@code w -= rate v} without.
 *
 * @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever et al., 2013</a>
 */
public final class Sgd implements Optimizer {

  /**
   * @param momentum 0 for none
   * @param nesterov look ahead along the momentum
   * @param weightDecay times the value is added to the gradient, for parameters with two or more
   *     dimensions
   * @param maxGradientNorm longer gradients (all together) are scaled down to it; infinity for none
   */
  public record Settings(
      double momentum, boolean nesterov, double weightDecay, double maxGradientNorm) {}

  private final Settings settings;
  private final OptimizerBase descent;

  private Sgd(Map<String, Tensor> parameters, Settings settings) {
    this.settings = settings;
    this.descent =
        new OptimizerBase(parameters, settings.weightDecay(), settings.maxGradientNorm(), 1);
  }

  /** An optimizer of some parameters, which must outlive it. */
  public static Sgd over(Map<String, Tensor> parameters, Settings settings) {
    return new Sgd(parameters, settings);
  }

  @Override
  public double step(double learningRate) {
    return descent.step(
        (group, gradient, numbers) -> update(group, gradient, numbers, learningRate));
  }

  private PtNDArray update(
      OptimizerBase.Group group,
      PtNDArray gradient,
      OptimizerBase.Numbers numbers,
      double learningRate) {
    if (group.weightDecay() != 0) {
      PtNDArray values = group.parameters().values(numbers.manager());
      JniUtils.muli(values, numbers.of(group.weightDecay()));
      JniUtils.addi(gradient, values);
    }
    PtNDArray momentum = numbers.of(settings.momentum());
    PtNDArray velocity = new BorrowedTensor(numbers.manager(), group.moments().get(0), null);
    JniUtils.muli(velocity, momentum);
    JniUtils.addi(velocity, gradient);
    if (settings.nesterov()) {
      JniUtils.addi(gradient, JniUtils.mul(velocity, momentum));
      JniUtils.muli(gradient, numbers.of(learningRate));
      return gradient;
    }
    return JniUtils.mul(velocity, numbers.of(learningRate));
  }

  @Override
  public Weights state() {
    return descent.state(0);
  }

  @Override
  public void load(Weights state) {
    descent.load(state);
  }

  @Override
  public void close() {
    descent.close();
  }
}
