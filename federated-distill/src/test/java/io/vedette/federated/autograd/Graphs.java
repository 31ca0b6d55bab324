package io.vedette.federated.autograd;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.vedette.detector.graph.Graph;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Writes small graphs for tests. */
final class Graphs {

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
  private final Random random;
  private int opset = 17;

  Graphs(long seed) {
    random = new Random(seed);
  }

  Graphs opset(int version) {
    opset = version;
    return this;
  }

  Graphs input(String name) {
    graph.addInput(ValueInfoProto.newBuilder().setName(name));
    return this;
  }

  Graphs output(String name) {
    graph.addOutput(ValueInfoProto.newBuilder().setName(name));
    return this;
  }

  /** Normally distributed values. */
  Graphs weight(String name, double deviation, long... shape) {
    int size = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return floats(name, values, shape);
  }

  Graphs constant(String name, float value, long... shape) {
    float[] values = new float[(int) LongStream.of(shape).reduce(1, (a, b) -> a * b)];
    Arrays.fill(values, value);
    return floats(name, values, shape);
  }

  Graphs floats(String name, float[] values, long... shape) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(1);
    for (long d : shape) {
      tensor.addDims(d);
    }
    for (float v : values) {
      tensor.addFloatData(v);
    }
    graph.addInitializer(tensor);
    return this;
  }

  Graphs integers(String name, long... values) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(7);
    tensor.addDims(values.length);
    for (long v : values) {
      tensor.addInt64Data(v);
    }
    graph.addInitializer(tensor);
    return this;
  }

  Graphs node(
      String type, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(type)
            .setName(type.toLowerCase() + "_" + graph.getNodeCount())
            .addAllInput(inputs)
            .addAllOutput(outputs)
            .addAllAttribute(List.of(attributes)));
    return this;
  }

  /** Convolution without bias, batch normalization, SiLU; weights are named after the output. */
  Graphs block(String input, String output, int from, int to, int kernel, int stride) {
    long pad = kernel / 2;
    weight(output + ".w", Math.sqrt(2.0 / (from * kernel * kernel)), to, from, kernel, kernel);
    constant(output + ".gamma", 1, to);
    constant(output + ".beta", 0, to);
    constant(output + ".mean", 0, to);
    constant(output + ".var", 1, to);
    node(
        "Conv",
        List.of(input, output + ".w"),
        List.of(output + ".c"),
        list("strides", stride, stride),
        list("pads", pad, pad, pad, pad));
    node(
        "BatchNormalization",
        List.of(
            output + ".c", output + ".gamma", output + ".beta", output + ".mean", output + ".var"),
        List.of(output + ".n"),
        real("epsilon", 1e-3f),
        real("momentum", 0.97f));
    node("Sigmoid", List.of(output + ".n"), List.of(output + ".s"));
    return node("Mul", List.of(output + ".n", output + ".s"), List.of(output));
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto real(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  static AttributeProto list(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long v : values) {
      attribute.addInts(v);
    }
    return attribute.build();
  }

  Graph build() {
    return Graph.of(
        ModelProto.newBuilder()
            .setIrVersion(7)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
            .setGraph(graph)
            .build());
  }
}
