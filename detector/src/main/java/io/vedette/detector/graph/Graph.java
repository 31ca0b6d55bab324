package io.vedette.detector.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An ONNX model, immutable. */
public final class Graph {

  /** Larger files are refused before they are read, bytes (2 GiB is also protobuf's own limit). */
  public static final long MAX_BYTES = 1L << 30;

  private final ModelProto model;

  private Graph(ModelProto model) {
    this.model = model;
  }

  public static Graph of(ModelProto model) {
    return new Graph(model);
  }

  /**
   * Reads an ONNX file, with the weights beside it where it has some.
   *
   * @throws DetectorException when the file is missing, too large, or no ONNX model
   */
  public static Graph read(Path file) throws DetectorException {
    return ModelFile.read(file).graph();
  }

  /**
   * Reads an artifact of the registry, which is in one piece.
   *
   * @throws DetectorException when the file is missing, too large, or no ONNX model, or when its
   *     weights lie in other files
   */
  public static Graph readArtifact(Path file) throws DetectorException {
    return parse(ModelFile.artifact(file), file.toString());
  }

  /**
   * Parses the bytes of a whole ONNX file.
   *
   * @param where names them in errors
   * @throws DetectorException when they are no ONNX model, or leave weights to other files
   */
  public static Graph parse(byte[] bytes, String where) throws DetectorException {
    ModelFile.checkWhole(bytes, where);
    return built(bytes, where);
  }

  /** Parses the bytes of an ONNX file, whose weights may lie in other files. */
  static Graph built(byte[] bytes, String where) throws DetectorException {
    try {
      ModelProto model = ModelProto.parseFrom(bytes);
      if (model.getGraph().getNodeCount() == 0 || model.getOpsetImportCount() == 0) {
        throw new DetectorException(
            where + ": no ONNX model (no nodes or no opset); give an .onnx file");
      }
      return new Graph(model);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new DetectorException(
          where + ": no ONNX model (" + e.getMessage() + "); give an .onnx file", e);
    }
  }

  public byte[] toBytes() {
    return model.toByteArray();
  }

  /** Writes atomically: a reader sees the old file or the new one. */
  public void write(Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".part");
    Files.write(temporary, toBytes());
    Files.move(
        temporary,
        file,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  public ModelProto model() {
    return model;
  }

  public GraphProto graph() {
    return model.getGraph();
  }

  public List<NodeProto> nodes() {
    return graph().getNodeList();
  }

  /** Version of the default operator set. */
  public int opset() {
    return (int)
        model.getOpsetImportList().stream()
            .filter(o -> o.getDomain().isEmpty() || o.getDomain().equals("ai.onnx"))
            .mapToLong(o -> o.getVersion())
            .max()
            .orElse(0);
  }

  /** Initializers by name, in file order. */
  public Map<String, TensorProto> initializers() {
    Map<String, TensorProto> byName = new LinkedHashMap<>();
    graph().getInitializerList().forEach(t -> byName.put(t.getName(), t));
    return byName;
  }

  /** What must be fed: some exports list initializers among the inputs, those are left out. */
  public List<ValueInfoProto> inputs() {
    var initializers = initializers();
    return graph().getInputList().stream()
        .filter(i -> !initializers.containsKey(i.getName()))
        .toList();
  }

  public List<ValueInfoProto> outputs() {
    return graph().getOutputList();
  }

  /** The model's metadata_props. */
  public Map<String, String> metadata() {
    Map<String, String> byKey = new LinkedHashMap<>();
    model.getMetadataPropsList().forEach(p -> byKey.put(p.getKey(), p.getValue()));
    return byKey;
  }

  /** The same model with another entry in its metadata_props; an older value is replaced. */
  public Graph withMetadata(String key, String value) {
    ModelProto.Builder changed = model.toBuilder().clearMetadataProps();
    model.getMetadataPropsList().stream()
        .filter(p -> !p.getKey().equals(key))
        .forEach(changed::addMetadataProps);
    changed.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
    return new Graph(changed.build());
  }

  /** The same model (opset, metadata) with another body. */
  public Graph withBody(GraphProto body) {
    return new Graph(model.toBuilder().setGraph(body).build());
  }

  /**
   * The same graph with other values for some initializers.
   *
   * @throws IllegalArgumentException when the graph has no initializer of such a name
   */
  public Graph withInitializers(Map<String, TensorProto> values) {
    GraphProto.Builder body = graph().toBuilder();
    Set<String> left = new HashSet<>(values.keySet());
    for (int i = 0; i < body.getInitializerCount(); i++) {
      TensorProto value = values.get(body.getInitializer(i).getName());
      if (value != null) {
        left.remove(value.getName());
        body.setInitializer(i, value);
      }
    }
    if (!left.isEmpty()) {
      throw new IllegalArgumentException("the graph has no initializers " + left);
    }
    return withBody(body.build());
  }
}
