package io.vedette.federated.compress.quantize.aware;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.NodeBuilder;
import io.vedette.detector.graph.Pass;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import io.vedette.federated.compress.simplify.DropUnused;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes integers of the weights and biases of a {@link TrainingForm}, and steps of their
 * logarithms: the QDQ graph that runtimes compute in integers. A graph of another form stays as it
 * is.
 */
public final class IntegerForm implements Pass {

  private static final double BIAS_MOST = 1 << 30;

  @Override
  public Graph apply(Graph trained) {
    return new Rewriting(trained).made();
  }

  /** One graph on its way. */
  private static final class Rewriting {

    private final Graph trained;
    private final Wiring wiring;
    private final Map<String, TensorProto> initializers;

    Rewriting(Graph trained) {
      this.trained = trained;
      this.wiring = Wiring.of(trained);
      this.initializers = trained.initializers();
    }

    Graph made() {
      List<NodeProto> nodes = new ArrayList<>();
      for (NodeProto node : trained.nodes()) {
        switch (node.getOpType()) {
          case "Exp" -> exponential(node, nodes);
          case "DequantizeLinear" -> nodes.add(weight(node));
          case "Conv" -> nodes.add(biased(node, nodes));
          default -> nodes.add(node);
        }
      }
      GraphProto body =
          trained.graph().toBuilder()
              .clearNode()
              .addAllNode(alive(nodes))
              .clearInitializer()
              .addAllInitializer(initializers.values())
              .build();
      return new DropUnused().apply(trained.withBody(body));
    }

    /** A step, or some other exponential, which stays. */
    private void exponential(NodeProto node, List<NodeProto> nodes) {
      TensorProto logarithm = initializers.get(node.getInput(0));
      if (logarithm == null) {
        nodes.add(node);
        return;
      }
      float[] values = Tensors.floats(logarithm).clone();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Math.exp(values[i]);
      }
      String name = node.getOutput(0);
      initializers.put(name, Tensors.of(name, values, Tensors.shape(logarithm)));
    }

    /** Where what is rounded is a weight, its codes are kept in its place. */
    private NodeProto weight(NodeProto dequantize) {
      NodeProto last = wiring.producer(dequantize.getInput(0)).orElse(null);
      NodeProto quantize = last == null ? null : unbounded(last);
      TensorProto weight = quantize == null ? null : initializers.get(quantize.getInput(0));
      if (last == null || weight == null) {
        return dequantize;
      }
      float[] values = Tensors.floats(weight);
      float[] steps = steps(dequantize);
      int most = greatestCode(last);
      int perChannel = values.length / steps.length;
      ByteBuffer codes = ByteBuffer.allocate(values.length);
      for (int i = 0; i < values.length; i++) {
        long code = Math.round(Math.rint(values[i] / steps[i / perChannel]));
        codes.put((byte) Math.max(-most, Math.min(most, code)));
      }
      String name = dequantize.getOutput(0) + ".int8";
      initializers.put(name, Tensors.of(name, DataType.INT8, codes.flip(), Tensors.shape(weight)));
      return dequantize.toBuilder().setInput(0, name).build();
    }

    /** What makes the codes, before they are bounded. */
    private @Nullable NodeProto unbounded(NodeProto node) {
      return node.getOpType().equals("Clip")
          ? wiring.producer(node.getInput(0)).orElse(null)
          : node;
    }

    /** 127, or what a Clip keeps the codes within. */
    private int greatestCode(NodeProto clip) {
      return clip.getOpType().equals("Clip")
          ? (int) Tensors.longs(initializer(clip.getInput(2)))[0]
          : Byte.MAX_VALUE;
    }

    /** The bias of a convolution of rounded tensors, as integers of both their steps' product. */
    private NodeProto biased(NodeProto convolution, List<NodeProto> nodes) {
      NodeProto input = dequantizing(convolution.getInput(0));
      NodeProto weight = dequantizing(convolution.getInput(1));
      boolean biased = convolution.getInputCount() > 2 && !convolution.getInput(2).isEmpty();
      if (input == null || weight == null || !biased) {
        return convolution;
      }
      float[] values = Tensors.floats(initializer(convolution.getInput(2)));
      float[] steps = steps(weight).clone();
      float inputStep = steps(input)[0];
      ByteBuffer codes = little(values.length);
      for (int i = 0; i < values.length; i++) {
        steps[i] *= inputStep;
        double code = Math.rint(values[i] / (double) steps[i]);
        codes.putInt((int) Math.max(-BIAS_MOST, Math.min(BIAS_MOST, code)));
      }
      String name = convolution.getOutput(0) + ".bias";
      int count = values.length;
      String int32 = put(Tensors.of(name + "_int32", DataType.INT32, codes.flip(), count));
      String scale = put(Tensors.of(name + "_scale", steps, count));
      String zero = put(Tensors.of(name + "_zero", DataType.INT32, little(count), count));
      nodes.add(
          NodeBuilder.of("DequantizeLinear", int32, scale, zero)
              .integer("axis", 0)
              .build(name + "_rounded"));
      return convolution.toBuilder().setInput(2, name + "_rounded").build();
    }

    private @Nullable NodeProto dequantizing(String tensor) {
      return wiring
          .producer(tensor)
          .filter(node -> node.getOpType().equals("DequantizeLinear"))
          .orElse(null);
    }

    private float[] steps(NodeProto dequantize) {
      return Tensors.floats(initializer(dequantize.getInput(1)));
    }

    private static ByteBuffer little(int values) {
      return ByteBuffer.allocate(Integer.BYTES * values).order(ByteOrder.LITTLE_ENDIAN);
    }

    private String put(TensorProto tensor) {
      initializers.put(tensor.getName(), tensor);
      return tensor.getName();
    }

    private TensorProto initializer(String name) {
      return Objects.requireNonNull(initializers.get(name), name);
    }

    /** The nodes that an output still needs. */
    private List<NodeProto> alive(List<NodeProto> nodes) {
      Set<String> needed =
          trained.outputs().stream()
              .map(output -> output.getName())
              .collect(Collectors.toCollection(HashSet::new));
      List<NodeProto> alive = new ArrayList<>();
      for (int i = nodes.size() - 1; i >= 0; i--) {
        NodeProto node = nodes.get(i);
        if (node.getOutputList().stream().anyMatch(needed::contains)) {
          needed.addAll(node.getInputList());
          alive.add(0, node);
        }
      }
      return alive;
    }
  }
}
