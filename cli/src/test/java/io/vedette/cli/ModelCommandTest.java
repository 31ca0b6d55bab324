package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.cli.coordinator.ModelReference;
import io.vedette.cli.coordinator.RegistryModels;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.Picture;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.architecture.Architecture;
import io.vedette.proto.v1.ArtifactRole;
import io.vedette.proto.v1.RegisterVersionRequest;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Lineage;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.Variant;
import io.vedette.registry.manifest.VariantCodec;
import io.vedette.scenario.InspectionLine;
import io.vedette.wire.Digests;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole way of a version through a coordinator: in, found, compared, out, and checked. */
final class ModelCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path shared;
  @TempDir Path folder;

  private static io.vedette.cloud.Coordinator coordinator;
  private static Path student;

  private String out = "";
  private String err = "";

  @BeforeAll
  static void startACoordinator() throws Exception {
    CoordinatorConfig config =
        new CoordinatorConfig(
            ServerAddress.loopback(0),
            shared.resolve("data"),
            "line",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    coordinator = io.vedette.cloud.Coordinator.start(config);
    student = shared.resolve("student.onnx");
    Architecture.named("vedette-pico")
        .orElseThrow()
        .build(InspectionLine.LABELS, 64, 1)
        .write(student);
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  @Test
  void aVersionIsAModelWhereverOneIsTaken() throws Exception {
    assertThat(model("import", "--name", "named", "--model", student)).isZero();
    RegistryModels models =
        new RegistryModels(
            Endpoint.plain("127.0.0.1", coordinator.port()), folder.resolve("cache"));
    ModelReference named = new ModelReference("named:1", "");

    Path runs = models.file(named, false);
    Path trains = models.file(named, true);

    assertThat(runs).isNotEqualTo(trains);
    assertThat(runs.getFileName()).hasToString(Digests.sha256(runs) + ".onnx");
    assertThat(models.file(new ModelReference("named:1", "training"), false)).isEqualTo(trains);
    Files.write(runs, new byte[] {1});
    assertThat(Digests.sha256(models.file(named, false)) + ".onnx")
        .as("what is damaged in the cache is fetched again")
        .isEqualTo(runs.getFileName().toString());
    assertThatThrownBy(() -> models.file(new ModelReference("named:1", "int8"), false))
        .hasMessageEndingWith("named:1 has no variant 'int8'; it has fp32, training");
    assertThatThrownBy(() -> models.file(new ModelReference("named:9", ""), false))
        .hasMessageStartingWith("named:9 is no file here, and as a model of the registry: ");
  }

  @Test
  void aVersionGoesInAndComesOutAsItWas() throws Exception {
    assertThat(model("import", "--name", "line", "--model", student, "--alias", "stable")).isZero();
    assertThat(out).isEqualTo("line:1\n");
    assertThat(model("import", "--name", "line", "--model", student, "--note", "again")).isZero();

    assertThat(model("list", "line")).isZero();
    assertThat(out.lines()).hasSize(2);
    assertThat(out.lines().toList().get(0)).startsWith("line:2  ");
    assertThat(out.lines().toList().get(1)).startsWith("line:1  ").endsWith("stable");

    Path json = folder.resolve("out.json");
    assertThat(model("list", "line", "--json", json)).isZero();
    assertThat(JSON.readTree(json.toFile()).at("/versions/1/version/number").asInt()).isEqualTo(1);
    assertThat(JSON.readTree(json.toFile()).at("/versions/0/devices").isInt())
        .as("what is zero is there too, as a number")
        .isTrue();

    assertThat(model("show", "line@stable")).isZero();
    assertThat(out).contains("\"pin-hole\"").contains("\"Ed25519\"");

    assertThat(model("diff", "line:1", "line:2")).isZero();
    assertThat(out).contains("version.number: 1 -> 2").contains("note: (none) -> again");
    assertThat(out).doesNotContain("labels").doesNotContain("sha256");

    assertThat(model("diff", "line:1", "line:2", "--json", json)).isZero();
    JsonNode differences = JSON.readTree(json.toFile()).get("differences");
    assertThat(differences.toString())
        .contains("{\"field\":\"note\",\"before\":null,\"after\":\"again\"}");

    assertThat(model("alias", "stable", "line:2")).isZero();
    assertThat(model("gc", "--dry-run")).isZero();
    assertThat(out).containsPattern("(?m)^KIND +STORED +SIZE +WOULD BE DELETED$");
    assertThat(out).containsPattern("(?m)^artifacts +[1-9]\\d* +\\d+\\.\\d MB +0 \\(0\\.0 MB\\)$");
    assertThat(model("gc")).isZero();
    assertThat(out).containsPattern("(?m)^KIND +STORED +SIZE +DELETED$");
    assertThat(model("verify", "line@stable", "--key", key())).isZero();
    assertThat(out).startsWith("line:2: signed by ").contains("2 files as signed");

    assertThat(model("lineage", "line:2")).isZero();
    assertThat(out).startsWith("version/line:2").contains("made from:");
    assertThat(model("lineage", "line:2", "--json", json)).isZero();
    assertThat(JSON.readTree(json.toFile()).get("made_from").isArray()).isTrue();
  }

  @Test
  void aChangedExportIsFoundOut() throws Exception {
    assertThat(model("import", "--name", "taken", "--model", student)).isZero();
    Path export = folder.resolve("export");
    assertThat(model("export", "taken:1", "--output", export)).isZero();
    assertThat(export.resolve("fp32.onnx")).isRegularFile();
    assertThat(export.resolve("training.onnx")).isRegularFile();
    assertThat(offline("verify", export, "--key", key())).isZero();

    byte[] bytes = Files.readAllBytes(export.resolve("fp32.onnx"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(export.resolve("fp32.onnx"), bytes);
    assertThat(offline("verify", export, "--key", key())).isEqualTo(1);
    assertThat(err).contains("fp32.onnx: digest").contains("export the version again");

    Path manifest = export.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"open\"", "\"shut\""));
    assertThat(offline("verify", export, "--key", key())).isEqualTo(1);
    assertThat(err).contains("taken:1: the signature does not match");
  }

  @Test
  void whatOtherToolsExportedIsRegisteredInOnePieceWithAllThatIsKnown() throws Exception {
    Path cases =
        Path.of(System.getProperty("vedette.shared", "../../shared"), "cases").toAbsolutePath();
    assumeTrue(Files.exists(cases), () -> cases + " is absent");
    Path beside = cases.resolve("weights-beside/ext.onnx");
    assertThat(model("import", "--name", "beside", "--model", beside)).as(err).isZero();
    Path export = folder.resolve("beside");
    assertThat(model("export", "beside:1", "--output", export)).isZero();
    assertThat(offline("verify", export, "--key", key())).isZero();
    DetectorModel exported = DetectorModel.read(export.resolve("fp32.onnx"), Hints.NONE);
    try (Detector detector =
        OnnxDetector.open(exported.bytes(), exported.spec(), RuntimeOptions.DEFAULT)) {
      Detection seen = detector.detect(new Picture(64, 64, new byte[64 * 64 * 3])).get(0);
      assertThat(seen.label()).isEqualTo("car");
      assertThat(seen.score()).isEqualTo(0.9f);
    }

    Path gray = cases.resolve("models/gray.onnx");
    assertThat(model("import", "--name", "gray", "--model", gray)).as(err).isZero();
    assertThat(model("show", "gray:1")).isZero();
    assertThat(out).contains("\"COLOR_ORDER_GRAY\"");

    Path open = cases.resolve("models/dyn-rect.onnx");
    assertThat(
            model(
                "import",
                "--name",
                "open",
                "--model",
                open,
                "--input-size",
                "320x192",
                "--class-agnostic-nms"))
        .as(err)
        .isZero();
    assertThat(model("show", "open:1")).isZero();
    assertThat(out).contains("320").contains("192").contains("\"class_agnostic_nms\"");
  }

  @Test
  void aModelInPiecesIsRefusedWhoeverSendsIt() throws Exception {
    Path beside =
        Path.of(System.getProperty("vedette.shared", "../../shared"))
            .resolve("cases/weights-beside/ext.onnx");
    assumeTrue(Files.exists(beside), () -> beside + " is absent");
    DetectorModel model = DetectorModel.read(beside, Hints.NONE);
    try (var foreign =
        new io.vedette.cli.coordinator.CoordinatorClient(
            Endpoint.plain("127.0.0.1", coordinator.port()))) {
      Artifact piece =
          VariantCodec.fromProto(
              foreign.artifacts().upload(beside, ArtifactRole.ARTIFACT_ROLE_FP32));
      Variant fp32 = new Variant("fp32", piece, List.of(), true, "by another client");
      Manifest draft =
          Manifest.draft("pieces", model.spec(), null, List.of(fp32), Lineage.NONE, "");
      RegisterVersionRequest request =
          RegisterVersionRequest.newBuilder().setManifest(ManifestCodec.toProto(draft)).build();
      assertThatThrownBy(() -> foreign.ask(stub -> stub.registerVersion(request)))
          .hasMessageContaining("fp32: its weights lie in other files");
    }
    assertThat(model("show", "pieces:1")).isEqualTo(1);
  }

  @Test
  void theFleetIsTheSameForScripts() throws Exception {
    Path json = folder.resolve("fleet.json");
    assertThat(run(at("fleet", "list", "--json", json.toString()))).isZero();
    JsonNode fleet = JSON.readTree(json.toFile());
    assertThat(fleet.fieldNames()).toIterable().containsExactly("devices", "total");
    assertThat(fleet.get("total").isIntegralNumber()).isTrue();
  }

  @Test
  void roundsAndDistillationsAreListedAndAWrongIdIsOneLine() throws Exception {
    Path json = folder.resolve("rounds.json");
    assertThat(run(at("round", "list", "--json", json.toString()))).isZero();
    assertThat(JSON.readTree(json.toFile()).fieldNames()).toIterable().containsExactly("rounds");
    assertThat(run(at("distillation", "list"))).isZero();
    assertThat(out).contains("DISTILLATION");

    assertThat(run(at("round", "cancel", "r-9"))).isEqualTo(1);
    assertThat(err).contains("r-9: no such round");
    assertThat(run(at("distillation", "cancel", "d-r-9", "--why", "wrong data"))).isEqualTo(1);
    assertThat(err).contains("d-r-9: no such distillation");
  }

  @Test
  void aFileThatCannotBeWrittenIsFoundBeforeAnybodyIsAsked() {
    assertThat(run(List.of("fleet", "list", "--json", student + "/f.json"))).isEqualTo(1);
    assertThat(err).contains("is a file").doesNotContain("coordinator");
    assertThat(run(List.of("rollout", "start", "a:1", "--json", folder.toString()))).isEqualTo(1);
    assertThat(err).contains("is a folder");
  }

  private static List<String> at(String... words) {
    return Stream.concat(
            Stream.of(words), Stream.of("--coordinator", "127.0.0.1:" + coordinator.port()))
        .toList();
  }

  @Test
  void whatIsWrongIsSaidInOneLine() throws Exception {
    assertThat(model("show", "nothing:1")).isEqualTo(1);
    assertThat(err.lines()).hasSize(1);
    assertThat(err).contains("nothing:1: no such version");

    assertThat(model("show", "nothing")).isEqualTo(1);
    assertThat(err).contains("write name:number or name@alias");

    Path text = Files.writeString(folder.resolve("text.onnx"), "no model");
    assertThat(model("import", "--name", "bad", "--model", text)).isEqualTo(1);
    assertThat(err.lines()).hasSize(1);
    assertThat(err).contains("text.onnx");

    assertThat(run(List.of("model", "list", "--coordinator", "127.0.0.1:1"))).isEqualTo(1);
    assertThat(err).contains("no coordinator answers at 127.0.0.1:1");
  }

  private static Path key() throws Exception {
    try (Stream<Path> files = Files.walk(shared.resolve("data"))) {
      return files.filter(f -> f.endsWith("signing.pub")).findFirst().orElseThrow();
    }
  }

  private int model(Object... words) {
    return run(
        Stream.concat(
                Stream.of("model", words[0], "--coordinator", "127.0.0.1:" + coordinator.port()),
                Stream.of(words).skip(1))
            .map(Object::toString)
            .toList());
  }

  private int offline(Object... words) {
    return run(Stream.concat(Stream.of("model"), Stream.of(words)).map(Object::toString).toList());
  }

  private int run(List<String> words) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    CommandLine command = Vedette.commandLine();
    command.setOut(new PrintWriter(outText, true));
    command.setErr(new PrintWriter(errText, true));
    int code = command.execute(words.toArray(String[]::new));
    out = outText.toString();
    err = errText.toString();
    return code;
  }
}
