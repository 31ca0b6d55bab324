package io.vedette.federated.compress.quantize.precision;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.NodeBuilder;
import io.vedette.detector.graph.Tensors;
import io.vedette.federated.compress.quantize.Quantizer;
import io.vedette.federated.compress.simplify.DropUnused;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Convolutions in 8 bits whose ranges are looked for in every picture anew, by
 * DynamicQuantizeLinear and ConvInteger; the head stays float. Nothing has to be watched before.
 * ONNX Runtime 1.29 has no quick ConvInteger for x86: see benchmarks/results/compress.md.
 */
record Int8Dynamic() implements Precision {

  private static final int MOST = 127;

  /** Weights as unsigned bytes with zero in the middle: the runtime is quicker with these. */
  private static final int ZERO = 128;

  @Override
  public String name() {
    return "int8-dynamic";
  }

  @Override
  public Graph apply(Quantizer quantizer) {
    Graph graph = quantizer.fp32();
    Set<String> convolutions = Set.copyOf(quantizer.convolutions());
    GraphProto.Builder body = graph.graph().toBuilder().clearNode();
    Rewriting rewriting = new Rewriting(graph.initializers(), body);
    for (NodeProto node : graph.nodes()) {
      if (node.getOpType().equals("Conv") && convolutions.contains(node.getOutput(0))) {
        rewriting.convolve(node);
      } else {
        body.addNode(node);
      }
    }
    body.clearInitializer().addAllInitializer(rewriting.tensors.values());
    return new DropUnused().apply(graph.withBody(body.build()));
  }

  /** One graph on its way. */
  private static final class Rewriting {

    private static final TensorProto MIDDLE =
        Tensors.of("dynamic.zero", DataType.UINT8, ByteBuffer.wrap(new byte[] {(byte) ZERO}));

    private final Map<String, TensorProto> tensors;
    private final GraphProto.Builder body;

    /** Output names of the DynamicQuantizeLinear of a tensor: codes, scale, zero point. */
    private final Map<String, List<String>> rounded = new LinkedHashMap<>();

    Rewriting(Map<String, TensorProto> tensors, GraphProto.Builder body) {
      this.tensors = tensors;
      this.body = body;
      tensors.put(MIDDLE.getName(), MIDDLE);
    }

    void convolve(NodeProto node) {
      String name = node.getOutput(0);
      List<String> input = rounded.computeIfAbsent(node.getInput(0), this::round);
      Channels channels =
          Channels.of(Objects.requireNonNull(tensors.get(node.getInput(1)), "a weight"));
      float[] scales = new float[channels.count()];
      ByteBuffer codes = ByteBuffer.allocate(channels.values().length);
      for (int c = 0; c < scales.length; c++) {
        scales[c] = Math.max((float) channels.most(c) / MOST, Float.MIN_NORMAL);
        for (int i = channels.first(c); i < channels.first(c + 1); i++) {
          codes.put((byte) (Math.round(channels.values()[i] / scales[c]) + ZERO));
        }
      }
      long[] shape = Tensors.shape(Objects.requireNonNull(tensors.get(node.getInput(1))));
      String weight = add(Tensors.of(name + ".uint8", DataType.UINT8, codes.flip(), shape));
      String scale = add(perChannel(name + ".weight_scale", scales));
      NodeProto.Builder integer = node.toBuilder().setOpType("ConvInteger").clearInput();
      integer.addInput(input.get(0)).addInput(weight).addInput(input.get(2));
      body.addNode(integer.addInput(MIDDLE.getName()).setOutput(0, name + ".products"));
      boolean biased = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
      node(
          NodeBuilder.of("Cast", name + ".products").integer("to", DataType.FLOAT.getNumber()),
          name + ".float");
      node(NodeBuilder.of("Mul", scale, input.get(1)), name + ".scales");
      node(
          NodeBuilder.of("Mul", name + ".float", name + ".scales"),
          biased ? name + ".scaled" : name);
      if (biased) {
        float[] bias = Tensors.floats(Objects.requireNonNull(tensors.get(node.getInput(2))));
        String shift = add(perChannel(name + ".bias", bias));
        node(NodeBuilder.of("Add", name + ".scaled", shift), name);
      }
    }

    private List<String> round(String tensor) {
      List<String> names = List.of(tensor + ".codes", tensor + ".range", tensor + ".zero");
      body.addNode(
          NodeBuilder.of("DynamicQuantizeLinear", tensor).build(names.toArray(String[]::new)));
      return names;
    }

    private void node(NodeBuilder node, String output) {
      body.addNode(node.build(output));
    }

    private static TensorProto perChannel(String name, float[] values) {
      return Tensors.of(name, values, 1, values.length, 1, 1);
    }

    private String add(TensorProto tensor) {
      tensors.put(tensor.getName(), tensor);
      return tensor.getName();
    }
  }
}
