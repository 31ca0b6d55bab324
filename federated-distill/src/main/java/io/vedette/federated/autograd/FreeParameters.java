package io.vedette.federated.autograd;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Learnt tensors that belong to no graph, such as an adapter between two widths, by name. */
public final class FreeParameters implements AutoCloseable {

  private final PtNDManager manager = Torch.manager();
  private final Map<String, Tensor> byName = new LinkedHashMap<>();

  /**
   * Adds one.
   *
   * @param values row-major, copied
   * @throws IllegalArgumentException when there is one of that name
   */
  public Tensor add(String name, float[] values, long... shape) {
    if (byName.containsKey(name)) {
      throw new IllegalArgumentException("two parameters are called " + name);
    }
    PtNDArray array = Memory.floats(manager, FloatBuffer.wrap(values), shape);
    JniUtils.attachGradient(array, true);
    Tensor tensor = new Tensor(array);
    byName.put(name, tensor);
    return tensor;
  }

  /** All of them, in the order in which they were added. */
  public Map<String, Tensor> byName() {
    return Collections.unmodifiableMap(byName);
  }

  @Override
  public void close() {
    manager.close();
  }
}
