package io.vedette.detector.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Takes the weights that an exporter wrote beside the model file into the model itself. Only files
 * inside the model's own folder are read, and together no more than {@link Graph#MAX_BYTES}.
 *
 * @see <a href="https://onnx.ai/onnx/repo-docs/ExternalData.html">ONNX External Data</a>
 */
final class ExternalWeights implements AutoCloseable {

  private final Path model;
  private final Path folder;
  private final Map<Path, FileChannel> files = new HashMap<>();

  /** Bytes that may still be read. */
  private long left;

  private ExternalWeights(Path model, Path folder, long left) {
    this.model = model;
    this.folder = folder;
    this.left = left;
  }

  /**
   * The model with all of its weights inside.
   *
   * @param file the model's own file
   * @throws DetectorException when weights are missing, cut short, too many, or lie elsewhere
   */
  static ModelProto packed(ModelProto model, Path file) throws DetectorException {
    try {
      Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent()).toRealPath();
      ModelProto.Builder whole = model.toBuilder();
      long left = Graph.MAX_BYTES - Files.size(file);
      try (ExternalWeights weights = new ExternalWeights(file, folder, left)) {
        weights.fill(whole);
      }
      return whole.build();
    } catch (IOException e) {
      throw new DetectorException(file + ": its weights cannot be read: " + e.getMessage(), e);
    }
  }

  /** Fills the tensors of a message, wherever in it they are. */
  private void fill(Message.Builder message) throws DetectorException, IOException {
    if (message instanceof TensorProto.Builder tensor) {
      if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
        fill(tensor);
      }
      return;
    }
    for (FieldDescriptor field : message.getAllFields().keySet()) {
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (!field.isRepeated()) {
        fill(message.getFieldBuilder(field));
        continue;
      }
      for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
        fill(message.getRepeatedFieldBuilder(field, i));
      }
    }
  }

  private void fill(TensorProto.Builder tensor) throws DetectorException, IOException {
    Map<String, String> entries = new HashMap<>();
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    String location = entries.getOrDefault("location", "");
    FileChannel file = file(tensor, location);
    long bytes = size(tensor);
    long offset = number(tensor, entries, "offset", 0);
    long length = number(tensor, entries, "length", bytes);
    if (length != bytes) {
      throw refused(tensor, "has " + length + " bytes, its shape needs " + bytes);
    }
    if (offset > file.size() - length) {
      throw refused(tensor, "lies behind the end of " + location + "; copy the file again");
    }
    left -= length;
    if (left < 0) {
      throw new DetectorException(
          model + ": its weights are more than the " + Graph.MAX_BYTES + " bytes a model may have");
    }
    ByteBuffer values = ByteBuffer.allocate((int) length);
    while (values.hasRemaining()) {
      if (file.read(values, offset + values.position()) < 0) {
        throw refused(tensor, "lies behind the end of " + location + "; copy the file again");
      }
    }
    tensor
        .clearDataLocation()
        .clearExternalData()
        .setRawData(UnsafeByteOperations.unsafeWrap(values.flip()));
  }

  /** A file of the model's folder. */
  private FileChannel file(TensorProto.Builder tensor, String location)
      throws DetectorException, IOException {
    Path asked = asked(tensor, location);
    Path real;
    try {
      real = asked.toRealPath();
    } catch (NoSuchFileException e) {
      throw new DetectorException(
          model
              + ": its weights are in "
              + location
              + ", which is missing; keep it beside the model",
          e);
    }
    if (!real.startsWith(folder) || !Files.isRegularFile(real)) {
      throw elsewhere(tensor, location);
    }
    FileChannel open = files.get(real);
    if (open == null) {
      open = FileChannel.open(real);
      files.put(real, open);
    }
    return open;
  }

  private Path asked(TensorProto.Builder tensor, String location) throws DetectorException {
    // a backslash is a separator on other systems
    if (location.isBlank() || location.indexOf('\\') >= 0 || location.indexOf(0) >= 0) {
      throw elsewhere(tensor, location);
    }
    Path relative = Path.of(location);
    if (relative.getRoot() != null) {
      throw elsewhere(tensor, location);
    }
    for (Path step : relative) {
      if (step.toString().equals("..")) {
        throw elsewhere(tensor, location);
      }
    }
    return folder.resolve(relative);
  }

  private DetectorException elsewhere(TensorProto.Builder tensor, String location) {
    return refused(
        tensor,
        "is said to be in '"
            + location
            + "', outside the model's folder; put both into one folder");
  }

  private DetectorException refused(TensorProto.Builder tensor, String what) {
    return new DetectorException(model + ": weight '" + tensor.getName() + "' " + what);
  }

  private long number(
      TensorProto.Builder tensor, Map<String, String> entries, String key, long fallback)
      throws DetectorException {
    String text = entries.get(key);
    if (text == null) {
      return fallback;
    }
    if (!text.matches("\\d{1,18}")) {
      throw refused(tensor, "has the " + key + " '" + text + "', no number of bytes");
    }
    return Long.parseLong(text);
  }

  /** Bytes that a tensor of this shape and type takes. */
  private long size(TensorProto.Builder tensor) throws DetectorException {
    int bits = bits(tensor.getDataType());
    if (bits == 0) {
      throw refused(tensor, "is of type " + tensor.getDataType() + ", which has no fixed size");
    }
    long values = 1;
    for (long dimension : tensor.getDimsList()) {
      if (dimension < 0 || dimension > Graph.MAX_BYTES) {
        throw refused(tensor, "has the impossible shape " + tensor.getDimsList());
      }
      values = dimension == 0 ? 0 : values * dimension;
      if (values > Graph.MAX_BYTES) {
        throw refused(tensor, "has the impossible shape " + tensor.getDimsList());
      }
    }
    return (values * bits + 7) / 8;
  }

  /** Bits of one value; 0 for a type without a fixed size. The numbers are ONNX's. */
  private static int bits(int type) {
    return switch (type) {
      case 2, 3, 9, 17, 18, 19, 20, 24 -> 8; // uint8, int8, bool, five kinds of float8
      case 4, 5, 10, 16 -> 16; // uint16, int16, float16, bfloat16
      case 1, 6, 12 -> 32; // float, int32, uint32
      case 7, 11, 13, 14 -> 64; // int64, double, uint64, complex64
      case 15 -> 128; // complex128
      case 21, 22, 23 -> 4; // uint4, int4, float4
      default -> 0;
    };
  }

  @Override
  public void close() throws IOException {
    for (FileChannel file : files.values()) {
      file.close();
    }
  }
}
