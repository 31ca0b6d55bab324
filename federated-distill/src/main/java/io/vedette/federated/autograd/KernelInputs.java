package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a kernel is given: one array per declared input, null where an optional one is left out. */
final class KernelInputs {

  private final @Nullable PtNDArray[] arrays;
  private final PtNDManager manager;
  private final Mode mode;

  /**
   * @param manager owns what the kernel makes
   */
  KernelInputs(@Nullable PtNDArray[] arrays, PtNDManager manager, Mode mode) {
    this.arrays = arrays;
    this.manager = manager;
    this.mode = mode;
  }

  PtNDManager manager() {
    return manager;
  }

  Mode mode() {
    return mode;
  }

  /** The same in another mode. */
  KernelInputs in(Mode other) {
    return new KernelInputs(arrays, manager, other);
  }

  /** What a kernel makes of the same inputs, those that are fractions in another type. */
  List<PtNDArray> as(DataType type, Kernel kernel) {
    @Nullable PtNDArray[] cast = arrays.clone();
    List<PtNDArray> copies = new ArrayList<>();
    for (int i = 0; i < cast.length; i++) {
      PtNDArray array = cast[i];
      PtNDArray same = array == null ? null : ReducedPrecision.as(array, type);
      if (same != null && same != array) {
        copies.add(same);
      }
      cast[i] = same;
    }
    List<PtNDArray> made = kernel.run(new KernelInputs(cast, manager, mode));
    copies.forEach(PtNDArray::close);
    return made;
  }

  int count() {
    return arrays.length;
  }

  PtNDArray[] all() {
    PtNDArray[] all = new PtNDArray[arrays.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = get(i);
    }
    return all;
  }

  boolean has(int index) {
    return optional(index) != null;
  }

  @Nullable PtNDArray optional(int index) {
    return index < arrays.length ? arrays[index] : null;
  }

  PtNDArray get(int index) {
    PtNDArray array = optional(index);
    if (array == null) {
      throw new IllegalArgumentException("input " + index + " is missing");
    }
    return array;
  }

  long[] shape(int index) {
    return get(index).getShape().getShape();
  }

  int rank(int index) {
    return get(index).getShape().dimension();
  }

  /** The axis as 0, 1, …: negative ones count from the last. */
  int axis(int index, long axis) {
    return Math.toIntExact(axis < 0 ? axis + rank(index) : axis);
  }

  /** The values of an integer input, such as a shape. */
  long[] integers(int index) {
    PtNDArray array = get(index);
    if (array instanceof BorrowedTensor borrowed) {
      long[] known = borrowed.integers();
      if (known != null) {
        return known;
      }
    }
    return Memory.integers(array);
  }

  float[] floats(int index) {
    return Memory.floats(get(index));
  }

  /** A constant of one value and no dimensions, of the type of an input. */
  PtNDArray scalar(double value, PtNDArray like) {
    return (PtNDArray) manager.full(new Shape(), (float) value, like.getDataType());
  }

  PtNDArray scalar(double value) {
    return (PtNDArray) manager.full(new Shape(), (float) value, DataType.FLOAT32);
  }
}
