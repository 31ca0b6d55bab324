package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The owner of the native memory of every tensor that is made while it is open: one scope per
 * training step keeps memory bounded. Scopes nest; the result of an operation belongs to the
 * innermost scope of its thread. A scope is closed by the thread that opened it, innermost first.
 */
public final class Scope implements AutoCloseable {

  private static final ThreadLocal<Deque<Scope>> OPEN = ThreadLocal.withInitial(ArrayDeque::new);

  private final PtNDManager manager = Torch.manager();
  private final boolean outerRecords;

  private Scope(boolean records) {
    outerRecords = JniUtils.isGradMode();
    JniUtils.setGradMode(records);
    // Per thread too. Script's functions are single calls: nothing to optimize.
    JniUtils.setGraphExecutorOptimize(false);
    OPEN.get().push(this);
  }

  /** Opens a scope that records operations, so that {@link Tensor#backward()} can be called. */
  public static Scope open() {
    return new Scope(true);
  }

  /** Opens a scope that records nothing: values only, in less time and memory. */
  public static Scope withoutGradients() {
    return new Scope(false);
  }

  /** Sets how many threads one operator may use, for the whole process. */
  public static void useThreads(int threads) {
    Torch.threads(threads);
  }

  static Scope current() {
    Scope scope = OPEN.get().peek();
    if (scope == null) {
      throw new IllegalStateException("no scope is open on this thread: use Scope.open()");
    }
    return scope;
  }

  /** A constant: row-major data in the given shape; no dimensions for a scalar. */
  public Tensor tensor(float[] data, long... shape) {
    return tensor(FloatBuffer.wrap(data), shape);
  }

  /** A constant from the buffer's remaining values, row-major. The values are copied. */
  public Tensor tensor(FloatBuffer data, long... shape) {
    return new Tensor(Memory.floats(manager, data, shape));
  }

  /** A constant of equal values. */
  public Tensor full(double value, long... shape) {
    return new Tensor((PtNDArray) manager.full(new Shape(shape), (float) value, DataType.FLOAT32));
  }

  /** Moves a tensor of an inner scope into this one, so that it outlives the inner. */
  public Tensor keep(Tensor tensor) {
    tensor.array().attach(manager);
    return tensor;
  }

  PtNDManager manager() {
    return manager;
  }

  @Override
  public void close() {
    if (OPEN.get().remove(this)) {
      JniUtils.setGradMode(outerRecords);
      manager.close();
    }
  }
}
