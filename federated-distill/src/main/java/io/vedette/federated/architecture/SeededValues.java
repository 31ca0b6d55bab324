package io.vedette.federated.architecture;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Tensors;
import java.util.Arrays;
import java.util.Random;

/** Values to train from; the same seed and the same calls give the same values. */
final class SeededValues implements FirstValues {

  private final Random random;

  SeededValues(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public TensorProto uniform(String name, double bound, long... shape) {
    float[] values = room(shape);
    float limit = (float) bound;
    for (int i = 0; i < values.length; i++) {
      values[i] = (2 * random.nextFloat() - 1) * limit;
    }
    return Tensors.of(name, values, shape);
  }

  @Override
  public TensorProto filled(String name, float value, long... shape) {
    float[] values = room(shape);
    Arrays.fill(values, value);
    return Tensors.of(name, values, shape);
  }

  private static float[] room(long... shape) {
    return new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
  }
}
