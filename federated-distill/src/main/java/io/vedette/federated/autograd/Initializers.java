package io.vedette.federated.autograd;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.Weights;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The values that a graph carries, in native memory, as long as the graph is trained. */
final class Initializers implements AutoCloseable {

  private record Entry(PtNDArray array, boolean real, long @Nullable [] integers) {}

  private final PtNDManager manager = Torch.manager();
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Tensor> parameters = new LinkedHashMap<>();

  Initializers(Graph graph, Predicate<String> trainable) throws UnknownOperatorException {
    Set<String> statistics = statistics(graph);
    for (TensorProto proto : graph.initializers().values()) {
      String name = proto.getName();
      Literal literal = Literal.read(proto, "initializer '" + name + "'");
      boolean real = proto.getDataType() == TensorProto.DataType.FLOAT.getNumber();
      long[] integers = literal instanceof Literal.Integers i ? i.values() : null;
      PtNDArray array = literal.in(manager);
      entries.put(name, new Entry(array, real, integers));
      if (real && !statistics.contains(name) && trainable.test(name)) {
        JniUtils.attachGradient(array, true);
        parameters.put(name, new Tensor(array));
      }
    }
  }

  /** Running means and variances of batch normalizations, which gradients must leave alone. */
  private static Set<String> statistics(Graph graph) {
    Set<String> names = new HashSet<>();
    for (NodeProto node : graph.nodes()) {
      if (node.getOpType().equals("BatchNormalization") && node.getInputCount() == 5) {
        names.add(node.getInput(3));
        names.add(node.getInput(4));
      }
    }
    return names;
  }

  /** Every value by name, as a scope sees it. */
  Map<String, PtNDArray> borrowedBy(PtNDManager scope) {
    Map<String, PtNDArray> borrowed = new HashMap<>();
    entries.forEach(
        (name, e) -> borrowed.put(name, new BorrowedTensor(scope, e.array(), e.integers())));
    return borrowed;
  }

  Map<String, Tensor> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  Weights weights() {
    Map<String, Weights.Values> byName = new LinkedHashMap<>();
    entries.forEach(
        (name, e) -> {
          if (e.real()) {
            long[] shape = e.array().getShape().getShape();
            byName.put(name, new Weights.Values(shape, Memory.floats(e.array())));
          }
        });
    return new Weights(byName);
  }

  void load(Weights weights) {
    weights
        .byName()
        .forEach(
            (name, values) -> {
              Entry entry = entries.get(name);
              if (entry == null || !entry.real()) {
                throw new IllegalArgumentException("the graph has no float initializer " + name);
              }
              long[] shape = entry.array().getShape().getShape();
              if (!Arrays.equals(shape, values.shape())) {
                throw new IllegalArgumentException(
                    name
                        + " has shape "
                        + Arrays.toString(shape)
                        + ", not "
                        + Arrays.toString(values.shape()));
              }
            });
    weights.byName().forEach((name, v) -> Memory.write(entry(name).array(), v.data()));
  }

  private Entry entry(String name) {
    return Objects.requireNonNull(entries.get(name));
  }

  @Override
  public void close() {
    manager.close();
  }
}
