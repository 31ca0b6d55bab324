package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.SharedFiles;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.ModelFile;
import io.vedette.detector.head.Hints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose weights an exporter wrote beside the model file. */
class WeightsBesideTest {

  private static final Picture BLACK = new Picture(64, 64, new byte[64 * 64 * 3]);
  private static final Graph CAR = new AlwaysSees().object("car", 0.9f, 25, 25, 30, 30).graph();

  @TempDir private Path folder;

  private static List<Detection> seen(Path model) throws Exception {
    try (Detector detector = OnnxDetector.open(model, Hints.NONE, RuntimeOptions.DEFAULT)) {
      return detector.detect(BLACK);
    }
  }

  private static void isTheCar(Path model) throws Exception {
    List<Detection> seen = seen(model);
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).label()).isEqualTo("car");
    assertThat(seen.get(0).score()).isCloseTo(0.9f, within(1e-6f));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** The car's graph, its answer said to be elsewhere. */
  private Path model(Map<String, String> entries) throws Exception {
    GraphProto.Builder body = CAR.graph().toBuilder();
    for (TensorProto.Builder tensor : body.getInitializerBuilderList()) {
      if (tensor.getName().equals("answer")) {
        moveOut(tensor, entries);
      }
    }
    return Files.write(folder.resolve("m.onnx"), CAR.withBody(body.build()).toBytes());
  }

  private static void moveOut(TensorProto.Builder tensor, Map<String, String> entries) {
    tensor.clearRawData().setDataLocation(TensorProto.DataLocation.EXTERNAL);
    entries.forEach(
        (key, value) ->
            tensor.addExternalData(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
  }

  /** The values of the car's answer, behind some other bytes. */
  private static byte[] weights(int behind) {
    byte[] values = CAR.initializers().get("answer").getRawData().toByteArray();
    byte[] all = new byte[behind + values.length];
    System.arraycopy(values, 0, all, behind, values.length);
    return all;
  }

  @Test
  void theSharedCaseAnswersWithTheWeightsBesideIt() throws Exception {
    Path model = SharedFiles.of("cases/weights-beside/ext.onnx");
    isTheCar(model);
    DetectorModel read = DetectorModel.read(model, Hints.NONE);
    try (Detector detector = OnnxDetector.open(model, Hints.NONE, RuntimeOptions.DEFAULT)) {
      assertThat(detector.digest()).isEqualTo(sha256(read.bytes()));
      assertThat(detector.digest()).isNotEqualTo(sha256(Files.readAllBytes(model)));
    }
    assertThat(Graph.parse(read.bytes(), "packed").graph()).isEqualTo(read.graph().graph());
  }

  @Test
  void theDigestCoversEveryWeight() throws Exception {
    Path model = SharedFiles.of("cases/weights-beside/ext.onnx");
    Path copy = Files.copy(model, folder.resolve("ext.onnx"));
    Path weights =
        Files.copy(model.resolveSibling("ext.onnx.data"), folder.resolve("ext.onnx.data"));
    byte[] before = ModelFile.read(copy).bytes();
    assertThat(before).isEqualTo(ModelFile.read(model).bytes());
    byte[] changed = Files.readAllBytes(weights);
    changed[changed.length - 1] ^= 1;
    weights.toFile().setWritable(true);
    Files.write(weights, changed);
    assertThat(ModelFile.read(copy).bytes()).isNotEqualTo(before);
  }

  @Test
  void weightsMayLieInASubfolderBehindOthersAndInNodes() throws Exception {
    Files.createDirectory(folder.resolve("w"));
    Files.write(folder.resolve("w/all.bin"), weights(48));
    isTheCar(model(Map.of("location", "w/all.bin", "offset", "48")));
    Files.createSymbolicLink(folder.resolve("link.bin"), folder.resolve("w/all.bin"));
    isTheCar(model(Map.of("location", "link.bin", "offset", "48", "length", "2352")));
    isTheCar(withConstantNode());
  }

  /** The answer as a node's attribute in place of an initializer. */
  private Path withConstantNode() throws Exception {
    GraphProto.Builder body = CAR.graph().toBuilder();
    List<TensorProto> kept =
        body.getInitializerList().stream().filter(t -> !t.getName().equals("answer")).toList();
    TensorProto.Builder answer = CAR.initializers().get("answer").toBuilder();
    moveOut(answer, Map.of("location", "w/all.bin", "offset", "48"));
    AttributeProto.Builder value =
        AttributeProto.newBuilder()
            .setName("value")
            .setType(AttributeProto.AttributeType.TENSOR)
            .setT(answer);
    body.clearInitializer()
        .addAllInitializer(kept)
        .addNode(
            0,
            NodeProto.newBuilder().setOpType("Constant").addOutput("answer").addAttribute(value));
    return Files.write(folder.resolve("node.onnx"), CAR.withBody(body.build()).toBytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../out.bin", "w/../../out.bin", "link.bin", "..\\out.bin", "", "."})
  void nothingOutsideTheFolderIsRead(String location) throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path outside = Files.write(folder.resolve("out.bin"), weights(0));
    Files.createSymbolicLink(inner.resolve("link.bin"), outside);
    Path model = Files.move(model(Map.of("location", location)), inner.resolve("m.onnx"));
    assertThatThrownBy(() -> Graph.read(model))
        .hasMessageContaining("m.onnx: weight 'answer'")
        .hasMessageContaining("outside the model's folder")
        .hasMessageNotContaining("\n");
  }

  @Test
  void anAbsolutePlaceIsRefusedEvenInsideTheFolder() throws Exception {
    Path weights = Files.write(folder.resolve("own.bin"), weights(0));
    Path model = model(Map.of("location", weights.toString()));
    assertThatThrownBy(() -> Graph.read(model)).hasMessageContaining("outside the model's folder");
  }

  @ParameterizedTest
  @CsvSource({
    "offset, 4, behind the end",
    "offset, -4, no number of bytes",
    "offset, 999999999999999999, behind the end",
    "length, 2348, its shape needs 2352",
    "location, none.bin, which is missing; keep it beside the model",
  })
  void weightsThatDoNotFitAreRefused(String key, String value, String why) throws Exception {
    Files.write(folder.resolve("own.bin"), weights(0));
    Path model =
        model(
            key.equals("location")
                ? Map.of(key, value)
                : Map.of("location", "own.bin", key, value));
    assertThatThrownBy(() -> Graph.read(model)).hasMessageContaining(why);
  }

  @Test
  void aShapeThatClaimsMoreThanAModelMayHaveIsRefusedBeforeItIsRead() throws Exception {
    Files.write(folder.resolve("own.bin"), weights(0));
    GraphProto.Builder body = CAR.graph().toBuilder();
    TensorProto.Builder huge = TensorProto.newBuilder().setName("huge").setDataType(1);
    huge.addAllDims(Arrays.asList(1L << 20, 1L << 20, 1L << 30));
    moveOut(huge, Map.of("location", "own.bin"));
    body.addInitializer(huge);
    Path model = Files.write(folder.resolve("m.onnx"), CAR.withBody(body.build()).toBytes());
    assertThatThrownBy(() -> Graph.read(model)).hasMessageContaining("impossible shape");
  }

  @Test
  void bytesWithoutTheirWeightsAreRefusedEverywhere() throws Exception {
    Files.write(folder.resolve("own.bin"), weights(0));
    Path model = model(Map.of("location", "own.bin"));
    byte[] alone = Files.readAllBytes(model);
    DetectorSpec spec = DetectorModel.read(model, Hints.NONE).spec();
    assertThatThrownBy(() -> Graph.parse(alone, "version 3"))
        .hasMessageContaining("version 3: its weights lie in other files");
    assertThatThrownBy(() -> OnnxSession.open(alone, "m", RuntimeOptions.DEFAULT))
        .hasMessageContaining("m: its weights lie in other files");
    assertThatThrownBy(() -> OnnxDetector.open(alone, spec, RuntimeOptions.DEFAULT))
        .hasMessageContaining("its weights lie in other files");
    assertThatThrownBy(() -> ModelFile.artifact(model))
        .hasMessageContaining("its weights lie in other files");
    assertThatThrownBy(() -> Graph.readArtifact(model))
        .hasMessageContaining("its weights lie in other files");
  }
}
