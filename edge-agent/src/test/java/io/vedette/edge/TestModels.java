package io.vedette.edge;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Real detectors, small enough to answer in a few milliseconds; what they see is noise. */
public final class TestModels {

  public static final List<String> LABELS = List.of("open", "short");

  private TestModels() {}

  public static Graph graph(long seed) {
    return Yolo11.build(
        new Yolo11.Choices(LABELS, 64, 0.33, 0.125, 128, Activation.RELU, 8, false, false), seed);
  }

  /** Writes a detector; the same seed is the same file. */
  public static Path write(Path folder, long seed) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("model-" + seed + ".onnx");
    graph(seed).write(file);
    return file;
  }

  /** A detector that has lost its mind: every weight is not a number. */
  public static Path writeMad(Path folder) throws IOException {
    ModelProto model = graph(99).model();
    GraphProto.Builder mad = model.getGraph().toBuilder();
    for (int i = 0; i < mad.getInitializerCount(); i++) {
      TensorProto tensor = mad.getInitializer(i);
      boolean isKernel =
          tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber()
              && tensor.getDimsCount() == 4;
      if (isKernel) {
        long values = tensor.getDimsList().stream().reduce(1L, Math::multiplyExact);
        ByteBuffer nan =
            ByteBuffer.allocate((int) values * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long v = 0; v < values; v++) {
          nan.putFloat(Float.NaN);
        }
        mad.setInitializer(
            i,
            tensor.toBuilder()
                .clearFloatData()
                .setRawData(ByteString.copyFrom(nan.array()))
                .build());
      }
    }
    Path file = folder.resolve("mad.onnx");
    Graph.of(model.toBuilder().setGraph(mad).build()).write(file);
    return file;
  }
}
