package io.vedette.federated.autograd;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Normalizations, and dropout. */
final class NormalizationOperators {

  static final OperatorFamily FAMILY =
      new OperatorFamily()
          .add("BatchNormalization", NormalizationOperators::batch)
          .add("InstanceNormalization", NormalizationOperators::instance)
          .add("LayerNormalization", NormalizationOperators::layer)
          .add("Dropout", NormalizationOperators::dropout);

  private NormalizationOperators() {}

  /**
   * Batch normalization over all axes but the channels' (axis 1). The mode decides which statistics
   * are used, not the node's {@code training_mode}. In training the running statistics are moved in
   * place: {@code running = momentum * running + (1 - momentum) * batch}; ONNX's momentum is what
   * libtorch calls one minus it. The variance of the batch is the unbiased one, as in the
   * frameworks that exported detectors come from, except where the node gives the statistics as
   * outputs: then it is ONNX's biased one.
   */
  private static Kernel batch(Node node) {
    double epsilon = node.real("epsilon", 1e-5);
    double momentum = node.real("momentum", 0.9);
    boolean givesStatistics = node.outputs() > 1;
    return in -> {
      PtNDArray x = in.get(0);
      PtNDArray mean = in.get(3);
      PtNDArray variance = in.get(4);
      boolean training = in.mode() == Mode.TRAIN;
      PtNDArray before = training && givesStatistics ? JniUtils.clone(variance) : variance;
      // JniUtils names these parameters in another order than the library takes them.
      PtNDArray y =
          JniUtils.batchNorm(
              x, mean, variance, in.get(1), in.get(2), training, 1 - momentum, epsilon);
      if (!givesStatistics) {
        return List.of(y);
      }
      if (training) {
        long count = x.size() / in.shape(0)[1];
        PtNDArray kept = JniUtils.mul(before, in.scalar(momentum));
        PtNDArray added = JniUtils.sub(variance, kept);
        variance = JniUtils.add(kept, JniUtils.mul(added, in.scalar((count - 1) / (double) count)));
      }
      return List.of(y, ReshapingOperators.same(mean), ReshapingOperators.same(variance));
    };
  }

  private static Kernel instance(Node node) {
    double epsilon = node.real("epsilon", 1e-5);
    return Kernel.single(
        in -> {
          long[] shape = in.shape(0);
          long channels = shape[1];
          PtNDArray rows = JniUtils.reshape(in.get(0), new long[] {shape[0] * channels, -1});
          Shape row = new Shape(rows.getShape().get(1));
          PtNDArray ones = (PtNDArray) in.manager().ones(row);
          PtNDArray zeros = (PtNDArray) in.manager().zeros(row);
          PtNDArray normal =
              JniUtils.reshape(JniUtils.layerNorm(rows, row, ones, zeros, epsilon), shape);
          long[] perChannel = new long[shape.length];
          Arrays.fill(perChannel, 1);
          perChannel[1] = channels;
          PtNDArray scaled = JniUtils.mul(normal, JniUtils.reshape(in.get(1), perChannel));
          return JniUtils.add(scaled, JniUtils.reshape(in.get(2), perChannel));
        });
  }

  private static Kernel layer(Node node) {
    double epsilon = node.real("epsilon", 1e-5);
    long axis = node.integer("axis", -1);
    boolean givesStatistics = node.outputs() > 1;
    return in -> {
      PtNDArray x = in.get(0);
      long[] shape = in.shape(0);
      int first = in.axis(0, axis);
      Shape normalized = new Shape(Arrays.copyOfRange(shape, first, shape.length));
      PtNDArray bias = in.has(2) ? in.get(2) : (PtNDArray) in.manager().zeros(in.get(1).getShape());
      PtNDArray y = JniUtils.layerNorm(x, normalized, in.get(1), bias, epsilon);
      if (!givesStatistics) {
        return List.of(y);
      }
      long[] axes = LongStream.range(first, shape.length).toArray();
      PtNDArray mean = ReductionOperators.mean(in, x, axes, true);
      PtNDArray variance =
          ReductionOperators.mean(in, JniUtils.square(JniUtils.sub(x, mean)), axes, true);
      PtNDArray deviation = JniUtils.sqrt(JniUtils.add(variance, in.scalar(epsilon)));
      return List.of(y, mean, JniUtils.div(in.scalar(1), deviation));
    };
  }

  /** The ratio is an attribute before opset 12, an input from then on. */
  private static Kernel dropout(Node node) throws UnknownOperatorException {
    double ratio = node.real("ratio", 0.5);
    if (node.outputs() > 1) {
      throw node.unsupported("giving the mask");
    }
    return Kernel.single(
        in -> {
          if (in.mode() == Mode.EVAL) {
            return ReshapingOperators.same(in.get(0));
          }
          double share = in.has(1) ? in.floats(1)[0] : ratio;
          return JniUtils.dropout(in.get(0), share, true);
        });
  }
}
