package io.vedette.federated.compress.quantize.aware;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.NodeBuilder;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import io.vedette.federated.compress.quantize.Int8Recipe;
import io.vedette.federated.compress.quantize.Quantizer;
import io.vedette.federated.compress.simplify.DropUnused;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An INT8 graph that can learn. Weights are float initializers under their old names, behind a
 * QuantizeLinear and, where they have fewer than 8 bits, a Clip of the codes; biases are float. A
 * step between codes is kept as its logarithm, with an Exp behind it: an optimizer whose moves have
 * the size of the rate then changes any step by the same share, and none becomes negative (see Jain
 * et al., <a href="https://arxiv.org/abs/1903.08066">Trained Quantization Thresholds</a>).
 */
public final class TrainingForm {

  static final String LOGARITHM = ".log";

  private final Graph int8;
  private final Wiring floats;
  private final Map<String, TensorProto> weights;
  private final Map<String, TensorProto> initializers;
  private final int most;
  private final GraphProto.Builder body;
  private final Set<String> steps = new HashSet<>();

  private TrainingForm(Graph int8, Graph fp32, int most) {
    this.int8 = int8;
    this.floats = Wiring.of(fp32);
    this.weights = fp32.initializers();
    this.initializers = int8.initializers();
    this.most = most;
    this.body = int8.graph().toBuilder().clearNode();
  }

  /** The graph that {@code watched.int8(recipe)} is, ready to learn. */
  public static Graph of(Quantizer watched, Int8Recipe recipe) {
    return new TrainingForm(watched.int8(recipe), watched.fp32(), recipe.greatestCode()).made();
  }

  private Graph made() {
    Wiring wiring = Wiring.of(int8);
    for (NodeProto node : int8.nodes()) {
      boolean stored =
          node.getOpType().equals("DequantizeLinear") && initializers.containsKey(node.getInput(0));
      if (stored) {
        NodeProto convolution = wiring.consumers(node.getOutput(0)).get(0);
        if (convolution.getInput(1).equals(node.getOutput(0))) {
          weight(node, convolution.getOutput(0));
        } else {
          bias(node);
        }
      } else {
        if (node.getOpType().equals("QuantizeLinear")
            || node.getOpType().equals("DequantizeLinear")) {
          step(node.getInput(1));
        }
        body.addNode(node);
      }
    }
    steps.forEach(initializers::remove);
    body.clearInitializer().addAllInitializer(initializers.values());
    return new DropUnused().apply(int8.withBody(body.build()));
  }

  /** The step's logarithm in its place. */
  private void step(String name) {
    if (!steps.add(name)) {
      return;
    }
    TensorProto step = initializer(name);
    float[] values = Tensors.floats(step);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.log(values[i]);
    }
    initializers.put(name + LOGARITHM, Tensors.of(name + LOGARITHM, values, Tensors.shape(step)));
    body.addNode(NodeBuilder.of("Exp", name + LOGARITHM).build(name));
  }

  private void weight(NodeProto dequantize, String convolution) {
    String weight = floats.producer(convolution).orElseThrow().getInput(1);
    initializers.put(weight, Objects.requireNonNull(weights.get(weight)));
    step(dequantize.getInput(1));
    String codes = dequantize.getInput(0);
    body.addNode(
        NodeBuilder.of("QuantizeLinear", weight, dequantize.getInput(1), dequantize.getInput(2))
            .integer("axis", 0)
            .build(codes + ".learnt"));
    body.addNode(dequantize.toBuilder().setInput(0, bounded(codes + ".learnt")));
  }

  /** The codes, kept within those that there are where a byte has more. */
  private String bounded(String codes) {
    if (most >= Byte.MAX_VALUE) {
      return codes;
    }
    String least = code("codes.least", -most);
    String greatest = code("codes.most", most);
    body.addNode(NodeBuilder.of("Clip", codes, least, greatest).build(codes + ".within"));
    return codes + ".within";
  }

  private String code(String name, int value) {
    ByteBuffer one = ByteBuffer.wrap(new byte[] {(byte) value});
    initializers.put(name, Tensors.of(name, DataType.INT8, one));
    return name;
  }

  /** What the integers of a bias stand for, as an initializer of the name that was taken. */
  private void bias(NodeProto dequantize) {
    long[] codes = Tensors.longs(initializer(dequantize.getInput(0)));
    float[] scales = Tensors.floats(initializer(dequantize.getInput(1)));
    float[] values = new float[codes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = codes[i] * scales[i];
    }
    String name = dequantize.getOutput(0);
    initializers.put(name, Tensors.of(name, values, values.length));
  }

  private TensorProto initializer(String name) {
    return Objects.requireNonNull(initializers.get(name), name);
  }
}
