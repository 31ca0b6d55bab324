package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Values that come from the graph itself or from shapes. */
final class ConstantOperators {

  static final OperatorFamily FAMILY =
      new OperatorFamily()
          .add("Constant", ConstantOperators::constant)
          .add("ConstantOfShape", ConstantOperators::ofShape)
          .add("Shape", ConstantOperators::shape)
          .plain("Size", in -> Memory.integers(in.manager(), new long[] {in.get(0).size()}))
          .plain("Range", ConstantOperators::range);

  private ConstantOperators() {}

  private static Kernel constant(Node node) throws UnknownOperatorException {
    TensorProto tensor = node.tensor("value");
    long[] integers = node.integers("value_ints");
    double[] reals = node.reals("value_floats");
    if (tensor != null) {
      Literal literal = Literal.read(tensor, node.toString());
      return Kernel.single(in -> literal.in(in.manager()));
    } else if (integers != null) {
      return Kernel.single(in -> Memory.integers(in.manager(), integers, integers.length));
    } else if (reals != null) {
      float[] floats = new float[reals.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) reals[i];
      }
      FloatBuffer values = FloatBuffer.wrap(floats);
      return Kernel.single(in -> Memory.floats(in.manager(), values, floats.length));
    } else if (node.has("value_int")) {
      long[] value = {node.integer("value_int", 0)};
      return Kernel.single(in -> Memory.integers(in.manager(), value));
    } else if (node.has("value_float")) {
      double value = node.real("value_float", 0);
      return Kernel.single(in -> in.scalar(value));
    }
    throw node.unsupported("a constant of this kind");
  }

  private static Kernel ofShape(Node node) throws UnknownOperatorException {
    TensorProto tensor = node.tensor("value");
    Literal value = tensor == null ? Literal.ZERO : Literal.read(tensor, node.toString());
    return Kernel.single(
        in -> {
          long[] shape = in.integers(0);
          PtNDArray one = JniUtils.reshape(value.in(in.manager()), new long[0]);
          return JniUtils.broadcast(one, new Shape(shape));
        });
  }

  private static Kernel shape(Node node) {
    long start = node.integer("start", 0);
    long end = node.integer("end", Long.MAX_VALUE);
    return Kernel.single(
        in -> {
          long[] shape = in.shape(0);
          int from = bounded(start, shape.length);
          int to = Math.max(from, bounded(end, shape.length));
          long[] part = Arrays.copyOfRange(shape, from, to);
          return Memory.integers(in.manager(), part, part.length);
        });
  }

  private static int bounded(long index, int length) {
    long positive = index < 0 ? index + length : index;
    return (int) Math.max(0, Math.min(length, positive));
  }

  private static PtNDArray range(KernelInputs in) {
    DataType type = in.get(0).getDataType();
    double start = in.floats(0)[0];
    double limit = in.floats(1)[0];
    double step = in.floats(2)[0];
    int count = (int) Math.max(0, Math.ceil((limit - start) / step));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (start + i * step);
    }
    return Memory.as(Memory.floats(in.manager(), FloatBuffer.wrap(values), count), type);
  }
}
