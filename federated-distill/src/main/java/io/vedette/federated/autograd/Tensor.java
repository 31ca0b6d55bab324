package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A float tensor in native memory, row-major. Operations return new tensors, broadcast as numpy
 * does, and are recorded for {@link #backward()} when their scope records. Axes may be negative: -1
 * is the last. A tensor is dead when its {@link Scope} is closed.
 */
public final class Tensor {

  private final PtNDArray array;

  Tensor(PtNDArray array) {
    this.array = array;
  }

  PtNDArray array() {
    return array;
  }

  public long[] shape() {
    return array.getShape().getShape();
  }

  /** Number of values. */
  public long size() {
    return array.getShape().size();
  }

  /** A copy of the values, row-major. */
  public float[] toFloats() {
    return Memory.floats(array);
  }

  /** Overwrites the values of a parameter, row-major. */
  public void assign(float[] values) {
    Memory.write(array, values);
  }

  /** The value of a tensor that has just one. */
  public double item() {
    if (size() != 1) {
      throw new IllegalStateException("not one value but " + Arrays.toString(shape()));
    }
    return toFloats()[0];
  }

  public Tensor add(Tensor other) {
    return made(JniUtils.add(array, other.array));
  }

  public Tensor add(double number) {
    return made(JniUtils.add(array, scalar(number)));
  }

  public Tensor sub(Tensor other) {
    return made(JniUtils.sub(array, other.array));
  }

  public Tensor sub(double number) {
    return made(JniUtils.sub(array, scalar(number)));
  }

  public Tensor mul(Tensor other) {
    return made(JniUtils.mul(array, other.array));
  }

  public Tensor mul(double number) {
    return made(JniUtils.mul(array, scalar(number)));
  }

  public Tensor div(Tensor other) {
    return made(JniUtils.div(array, other.array));
  }

  public Tensor div(double number) {
    return made(JniUtils.div(array, scalar(number)));
  }

  public Tensor neg() {
    return made(JniUtils.neg(array));
  }

  public Tensor exp() {
    return made(JniUtils.exp(array));
  }

  /** Natural logarithm. */
  public Tensor log() {
    return made(JniUtils.log(array));
  }

  public Tensor sqrt() {
    return made(JniUtils.sqrt(array));
  }

  public Tensor square() {
    return made(JniUtils.square(array));
  }

  public Tensor pow(double exponent) {
    return made(JniUtils.pow(array, scalar(exponent)));
  }

  public Tensor abs() {
    return made(JniUtils.abs(array));
  }

  /** Arc tangent, radians. */
  public Tensor atan() {
    return made(JniUtils.atan(array));
  }

  public Tensor sigmoid() {
    return made(JniUtils.sigmoid(array));
  }

  /** log(1 + exp(x)), without overflow. */
  public Tensor softplus() {
    return made(JniUtils.softPlus(array));
  }

  public Tensor relu() {
    return made(JniUtils.relu(array));
  }

  public Tensor tanh() {
    return made(JniUtils.tanh(array));
  }

  public Tensor minimum(Tensor other) {
    return made(JniUtils.min(array, other.array));
  }

  public Tensor maximum(Tensor other) {
    return made(JniUtils.max(array, other.array));
  }

  /** Values below {@code low} or above {@code high} become those, and pass no gradient. */
  public Tensor clamp(double low, double high) {
    return made(JniUtils.clip(array, (float) low, (float) high));
  }

  /** The sum of everything, a scalar. */
  public Tensor sum() {
    return made(JniUtils.sum(array));
  }

  /** Sums over the axes, which disappear from the shape. */
  public Tensor sum(int... axes) {
    return made(JniUtils.sum(array, Arrays.stream(axes).asLongStream().toArray(), false));
  }

  /** The mean of everything, a scalar. */
  public Tensor mean() {
    return made(JniUtils.mean(array));
  }

  /** Means over the axes, which disappear from the shape. */
  public Tensor mean(int... axes) {
    long count = 1;
    for (int axis : axes) {
      count *= shape()[axis < 0 ? axis + shape().length : axis];
    }
    return sum(axes).div((double) count);
  }

  /** The greatest along one axis, which disappears from the shape. */
  public Tensor max(int axis) {
    return made(JniUtils.max(array, axis, false));
  }

  public Tensor softmax(int axis) {
    return made(JniUtils.softmax(array, axis, DataType.FLOAT32));
  }

  public Tensor logSoftmax(int axis) {
    return made(JniUtils.logSoftmax(array, axis, DataType.FLOAT32));
  }

  /** One dimension may be -1: it is what the others leave. */
  public Tensor reshape(long... shape) {
    return made(JniUtils.reshape(array, shape));
  }

  /** Axis {@code i} of the result is axis {@code axes[i]} of this. */
  public Tensor transpose(int... axes) {
    return made(JniUtils.permute(array, Arrays.stream(axes).asLongStream().toArray()));
  }

  /** The part from index {@code from} (inclusive) to {@code to} (exclusive) along an axis. */
  public Tensor slice(int axis, long from, long to) {
    return made(JniUtils.slice(array, axis, from, to, 1));
  }

  /** The given indices along axis 0, in that order; an index may come twice. */
  public Tensor rows(int[] indices) {
    long[] index = Arrays.stream(indices).asLongStream().toArray();
    PtNDManager manager = Scope.current().manager();
    PtNDArray here = new BorrowedTensor(manager, array, null);
    return made(SlicingOperators.gather(here, Memory.integers(manager, index, index.length), 0));
  }

  /** Joins tensors along an axis. */
  public static Tensor concat(int axis, List<Tensor> parts) {
    return made(JniUtils.cat(parts.stream().map(Tensor::array).toArray(PtNDArray[]::new), axis));
  }

  /**
   * A convolution with stride 1 and as much padding as keeps the size.
   *
   * @param weight {@code [out, in, side, side]}, side odd; this is {@code [batch, in, height,
   *     width]}
   */
  public Tensor conv(Tensor weight) {
    PtNDManager manager = Scope.current().manager();
    PtNDArray learnt = new BorrowedTensor(manager, weight.array, null);
    long side = weight.shape()[2];
    long[] ones = {1, 1};
    long[] pads = {side / 2, side / 2};
    WindowPadding.Window window = new WindowPadding.Window(new long[] {side, side}, ones, ones);
    return made(
        ConvolutionOperators.of(array, learnt, null, window, new WindowPadding(pads, pads), 1));
  }

  /**
   * Means over the places of {@code [batch, channels, *, *]} that fall into each of fewer places.
   *
   * @return {@code [batch, channels, height, width]}
   */
  public Tensor pooled(long height, long width) {
    return made(JniUtils.adaptiveAvgPool(array, new Shape(height, width)));
  }

  /** The matrix product over the last two axes; the axes before them are taken one by one. */
  public Tensor matmul(Tensor other) {
    return made(JniUtils.matmul(array, other.array));
  }

  /** The same values, cut off from what they were computed from. */
  public Tensor detach() {
    return made(JniUtils.detachGradient(array));
  }

  /**
   * Adds the gradient of this scalar to every parameter it was computed from.
   *
   * @throws IllegalStateException when this is no scalar
   */
  public void backward() {
    if (size() != 1) {
      throw new IllegalStateException("backward of " + Arrays.toString(shape()) + ", no scalar");
    }
    try (Scope seed = Scope.open()) {
      JniUtils.backward(array, seed.full(1, shape()).array, false, false);
    }
  }

  /** The gradient that {@link #backward()} has left here; null when none has come. */
  public @Nullable Tensor gradient() {
    PtNDArray gradient = JniUtils.getGradient(array);
    return gradient == null ? null : made(gradient);
  }

  private PtNDArray scalar(double number) {
    return (PtNDArray)
        Scope.current().manager().full(new Shape(), (float) number, DataType.FLOAT32);
  }

  private static Tensor made(PtNDArray result) {
    result.attach(Scope.current().manager());
    return new Tensor(result);
  }
}
