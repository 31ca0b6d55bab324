package io.vedette.federated;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The float initializers of a graph, read from it and put back, without a training library. */
public final class GraphWeights {

  private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();

  private GraphWeights() {}

  /**
   * A copy of all float initializers, running statistics too.
   *
   * @throws DetectorException when an initializer's values do not fill its shape
   */
  public static Weights of(Graph graph) throws DetectorException {
    Map<String, Weights.Values> byName = new LinkedHashMap<>();
    for (TensorProto tensor : graph.initializers().values()) {
      if (tensor.getDataType() == FLOAT) {
        byName.put(tensor.getName(), values(tensor));
      }
    }
    return new Weights(byName);
  }

  /** Names of the running means and variances of batch normalisation. */
  public static Set<String> statistics(Graph graph) {
    Set<String> names = new HashSet<>();
    for (NodeProto node : graph.nodes()) {
      if (node.getOpType().equals("BatchNormalization") && node.getInputCount() == 5) {
        names.add(node.getInput(3));
        names.add(node.getInput(4));
      }
    }
    return names;
  }

  private static Weights.Values values(TensorProto tensor) throws DetectorException {
    long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
    float[] data;
    if (tensor.getRawData().isEmpty()) {
      data = new float[tensor.getFloatDataCount()];
      for (int i = 0; i < data.length; i++) {
        data[i] = tensor.getFloatData(i);
      }
    } else {
      data = new float[tensor.getRawData().size() / Float.BYTES];
      tensor
          .getRawData()
          .asReadOnlyByteBuffer()
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(data);
    }
    try {
      return new Weights.Values(shape, data);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new DetectorException(
          "initializer '" + tensor.getName() + "' is damaged: " + e.getMessage(), e);
    }
  }

  /**
   * The same graph with other values for some float initializers.
   *
   * @throws IllegalArgumentException when the graph has no initializer of such a name
   */
  public static Graph into(Graph graph, Weights weights) {
    Map<String, TensorProto> tensors = new LinkedHashMap<>();
    weights.byName().forEach((name, values) -> tensors.put(name, tensor(name, values)));
    return graph.withInitializers(tensors);
  }

  private static TensorProto tensor(String name, Weights.Values values) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
    for (long dimension : values.shape()) {
      tensor.addDims(dimension);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(values.data().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values.data());
    return tensor.setRawData(ByteString.copyFrom(bytes)).build();
  }
}
