package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Parts of a tensor: slices and gathered indices. */
final class SlicingOperators {

  static final OperatorFamily FAMILY =
      new OperatorFamily()
          .add("Slice", SlicingOperators::slice)
          .add("Gather", SlicingOperators::gather)
          .add("GatherElements", SlicingOperators::gatherElements);

  private SlicingOperators() {}

  /** Bounds are attributes before opset 10, inputs from then on. */
  private static Kernel slice(Node node) {
    long[] starts = node.integers("starts");
    long[] ends = node.integers("ends");
    long[] axes = node.integers("axes");
    return Kernel.single(
        in -> {
          long[] from = starts != null ? starts : in.integers(1);
          long[] to = ends != null ? ends : in.integers(2);
          long[] along = in.has(3) ? in.integers(3) : axes;
          long[] steps = in.has(4) ? in.integers(4) : null;
          PtNDArray result = in.get(0);
          for (int i = 0; i < from.length; i++) {
            int axis = in.axis(0, along == null ? i : along[i]);
            long step = steps == null ? 1 : steps[i];
            result = slice(in.manager(), result, axis, from[i], to[i], step);
          }
          return from.length > 0 ? result : ReshapingOperators.same(result);
        });
  }

  private static PtNDArray slice(
      PtNDManager manager, PtNDArray x, int axis, long from, long to, long step) {
    long length = x.getShape().get(axis);
    if (step > 0) {
      return JniUtils.slice(x, axis, within(from, length, 0), within(to, length, 0), step);
    }
    long first = Math.min(within(from, length, -1), length - 1);
    long last = within(to, length, -1);
    long count = Math.max(0, (first - last - step - 1) / -step);
    long[] indices = LongStream.range(0, count).map(i -> first + i * step).toArray();
    return gather(x, Memory.integers(manager, indices, count), axis);
  }

  private static long within(long index, long length, long least) {
    return Math.max(least, Math.min(length, index < 0 ? index + length : index));
  }

  private static Kernel gather(Node node) {
    long axis = node.integer("axis", 0);
    return Kernel.single(
        in -> {
          int at = in.axis(0, axis);
          long length = in.shape(0)[at];
          long[] indices = in.integers(1);
          long[] shape = in.shape(1);
          long[] positive = Arrays.stream(indices).map(i -> i < 0 ? i + length : i).toArray();
          if (shape.length == 0) {
            PtNDArray part = JniUtils.slice(in.get(0), at, positive[0], positive[0] + 1, 1);
            return JniUtils.squeeze(part, at);
          }
          PtNDArray flat = Memory.integers(in.manager(), positive, positive.length);
          PtNDArray picked = gather(in.get(0), flat, at);
          return shape.length == 1 ? picked : expanded(picked, at, shape);
        });
  }

  private static PtNDArray expanded(PtNDArray picked, int axis, long[] indexShape) {
    long[] shape = picked.getShape().getShape();
    LongStream before = Arrays.stream(shape, 0, axis);
    LongStream after = Arrays.stream(shape, axis + 1, shape.length);
    long[] result =
        LongStream.concat(LongStream.concat(before, Arrays.stream(indexShape)), after).toArray();
    return JniUtils.reshape(picked, result);
  }

  /**
   * The entries at {@code indices} (one-dimensional, not negative) along an axis. An embedding look
   * up of the rows of a matrix, because that is what the library offers with a gradient.
   */
  static PtNDArray gather(PtNDArray x, PtNDArray indices, int axis) {
    int rank = x.getShape().dimension();
    PtNDArray front = axis == 0 ? x : JniUtils.transpose(x, 0, axis);
    long[] shape = front.getShape().getShape();
    PtNDArray rows = rank == 2 ? front : ReshapingOperators.flatten(front, 1);
    PtNDArray picked = JniUtils.embedding(indices, rows, false);
    shape[0] = indices.size();
    PtNDArray result = rank == 2 ? picked : JniUtils.reshape(picked, shape);
    return axis == 0 ? result : JniUtils.transpose(result, 0, axis);
  }

  private static Kernel gatherElements(Node node) {
    long axis = node.integer("axis", 0);
    return Kernel.single(
        in -> {
          int at = in.axis(0, axis);
          PtNDArray indices = Memory.as(in.get(1), DataType.INT64);
          PtNDArray wrapped = JniUtils.remainder(indices, in.scalar(in.shape(0)[at], indices));
          return JniUtils.gather(in.get(0), wrapped, at);
        });
  }
}
