package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Activation functions. */
final class ActivationOperators {

  static final OperatorFamily FAMILY =
      new OperatorFamily()
          .plain("Relu", in -> JniUtils.relu(in.get(0)))
          .plain("Sigmoid", in -> JniUtils.sigmoid(in.get(0)))
          .plain("Tanh", in -> JniUtils.tanh(in.get(0)))
          .plain("Softplus", in -> JniUtils.softPlus(in.get(0)))
          .plain("Softsign", in -> JniUtils.softSign(in.get(0)))
          .plain("HardSwish", in -> Script.HARD_SWISH.apply(in.get(0)))
          .plain("Mish", in -> JniUtils.mul(in.get(0), JniUtils.tanh(JniUtils.softPlus(in.get(0)))))
          .add("LeakyRelu", ActivationOperators::leakyRelu)
          .add("PRelu", node -> Kernel.single(ActivationOperators::parametricRelu))
          .add("HardSigmoid", ActivationOperators::hardSigmoid)
          .add("Elu", ActivationOperators::elu)
          .add("Selu", ActivationOperators::selu)
          .add("Gelu", ActivationOperators::gelu)
          .add("Clip", ActivationOperators::clip)
          .add("Softmax", node -> normalized(node, JniUtils::softmax))
          .add("LogSoftmax", node -> normalized(node, JniUtils::logSoftmax));

  private ActivationOperators() {}

  private static Kernel leakyRelu(Node node) {
    double slope = node.real("alpha", 0.01);
    return Kernel.single(in -> JniUtils.leakyRelu(in.get(0), slope));
  }

  /** max(x, 0) + slope min(x, 0), the slope broadcast. */
  private static PtNDArray parametricRelu(KernelInputs in) {
    PtNDArray x = in.get(0);
    PtNDArray positive = JniUtils.relu(x);
    return JniUtils.add(positive, JniUtils.mul(JniUtils.sub(x, positive), in.get(1)));
  }

  private static Kernel hardSigmoid(Node node) {
    double slope = node.real("alpha", 0.2);
    double offset = node.real("beta", 0.5);
    return Kernel.single(in -> hardSigmoid(in, slope, offset));
  }

  private static PtNDArray hardSigmoid(KernelInputs in, double slope, double offset) {
    PtNDArray line = JniUtils.add(JniUtils.mul(in.get(0), in.scalar(slope)), in.scalar(offset));
    return JniUtils.clip(line, 0f, 1f);
  }

  private static Kernel elu(Node node) {
    double alpha = node.real("alpha", 1);
    return Kernel.single(in -> JniUtils.elu(in.get(0), alpha));
  }

  /** gamma elu(x, alpha). */
  private static Kernel selu(Node node) {
    double alpha = node.real("alpha", 1.6732632423543772);
    double gamma = node.real("gamma", 1.0507009873554805);
    return Kernel.single(in -> JniUtils.mul(JniUtils.elu(in.get(0), alpha), in.scalar(gamma)));
  }

  private static Kernel gelu(Node node) {
    if (node.text("approximate", "none").equals("none")) {
      return Kernel.single(in -> JniUtils.gelu(in.get(0)));
    }
    return Kernel.single(
        in -> {
          PtNDArray x = in.get(0);
          PtNDArray cube = JniUtils.mul(JniUtils.mul(x, x), x);
          PtNDArray inner = JniUtils.add(x, JniUtils.mul(cube, in.scalar(0.044715)));
          PtNDArray tanh = JniUtils.tanh(JniUtils.mul(inner, in.scalar(Math.sqrt(2 / Math.PI))));
          PtNDArray half = JniUtils.mul(x, in.scalar(0.5));
          return JniUtils.mul(half, JniUtils.add(tanh, in.scalar(1)));
        });
  }

  /** Limits are attributes before opset 11, inputs from then on. */
  private static Kernel clip(Node node) {
    double low = node.real("min", -Float.MAX_VALUE);
    double high = node.real("max", Float.MAX_VALUE);
    return Kernel.single(
        in -> {
          float from = in.has(1) ? in.floats(1)[0] : (float) low;
          float to = in.has(2) ? in.floats(2)[0] : (float) high;
          return JniUtils.clip(in.get(0), Math.min(from, to), to);
        });
  }

  private interface Normalizer {
    PtNDArray apply(PtNDArray array, long axis, DataType type);
  }

  /** Before opset 13 the axes from {@code axis} on are normalized as one. */
  private static Kernel normalized(Node node, Normalizer normalizer) {
    boolean flattens = node.opset() < 13;
    long axis = node.integer("axis", flattens ? 1 : -1);
    return Kernel.single(
        in -> {
          PtNDArray x = in.get(0);
          if (!flattens || in.axis(0, axis) == in.rank(0) - 1) {
            return normalizer.apply(x, axis, x.getDataType());
          }
          long[] shape = in.shape(0);
          PtNDArray flat = ReshapingOperators.flatten(x, in.axis(0, axis));
          return JniUtils.reshape(normalizer.apply(flat, 1, x.getDataType()), shape);
        });
  }
}
