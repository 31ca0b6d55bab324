package io.vedette.federated.autograd;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.vedette.federated.Weights;
import java.util.Map;

/**
 * Adam with decoupled weight decay.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, 2019</a>
 */
public final class AdamW implements Optimizer {

  /**
   * @param beta1 how much of the mean gradient is kept
   * @param beta2 how much of the mean squared gradient is kept
   * @param epsilon added to the root of the latter
   * @param weightDecay applies to parameters with two or more dimensions
   * @param maxGradientNorm longer gradients (all together) are scaled down to it; infinity for none
   */
  public record Settings(
      double beta1, double beta2, double epsilon, double weightDecay, double maxGradientNorm) {}

  private final Settings settings;
  private final OptimizerBase descent;
  private long steps;

  private AdamW(Map<String, Tensor> parameters, Settings settings) {
    this.settings = settings;
    this.descent =
        new OptimizerBase(parameters, settings.weightDecay(), settings.maxGradientNorm(), 2);
  }

  /** An optimizer of some parameters, which must outlive it. */
  public static AdamW over(Map<String, Tensor> parameters, Settings settings) {
    return new AdamW(parameters, settings);
  }

  @Override
  public double step(double learningRate) {
    steps++;
    return descent.step(
        (group, gradient, numbers) -> update(group, gradient, numbers, learningRate));
  }

  private PtNDArray update(
      OptimizerBase.Group group,
      PtNDArray gradient,
      OptimizerBase.Numbers numbers,
      double learningRate) {
    PtNDArray mean = new BorrowedTensor(numbers.manager(), group.moments().get(0), null);
    PtNDArray square = new BorrowedTensor(numbers.manager(), group.moments().get(1), null);
    JniUtils.muli(mean, numbers.of(settings.beta1()));
    JniUtils.addi(mean, JniUtils.mul(gradient, numbers.of(1 - settings.beta1())));
    JniUtils.muli(gradient, gradient);
    JniUtils.muli(gradient, numbers.of(1 - settings.beta2()));
    JniUtils.muli(square, numbers.of(settings.beta2()));
    JniUtils.addi(square, gradient);

    double unbiasMean = 1 / (1 - Math.pow(settings.beta1(), (double) steps));
    double unbiasSquare = 1 / (1 - Math.pow(settings.beta2(), (double) steps));
    PtNDArray root = JniUtils.sqrt(JniUtils.mul(square, numbers.of(unbiasSquare)));
    JniUtils.addi(root, numbers.of(settings.epsilon()));
    PtNDArray update = JniUtils.mul(mean, numbers.of(learningRate * unbiasMean));
    JniUtils.divi(update, root);
    if (group.weightDecay() != 0) {
      PtNDArray values = group.parameters().values(numbers.manager());
      JniUtils.muli(values, numbers.of(learningRate * group.weightDecay()));
      JniUtils.addi(update, values);
    }
    return update;
  }

  @Override
  public Weights state() {
    return descent.state(steps);
  }

  @Override
  public void load(Weights state) {
    steps = descent.load(state);
  }

  @Override
  public void close() {
    descent.close();
  }
}
