package io.vedette.registry.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.proto.v1.ColorOrder;
import io.vedette.registry.RegistryException;
import io.vedette.registry.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ManifestCodecTest {

  private final Manifest manifest =
      Samples.version("student", 3, 7)
          .manifest()
          .signed(new Signature("Ed25519", "0123456789abcdef", "ab".repeat(64)));

  @Test
  void keepsEveryFieldThroughJson() throws Exception {
    assertThat(ManifestCodec.parseJson(ManifestCodec.toJson(manifest))).isEqualTo(manifest);
  }

  @Test
  void keepsEveryFieldThroughProtobuf() throws Exception {
    Version version = new Version(manifest, List.of(new GateResult("latency", false, "slow")));

    assertThat(ManifestCodec.parseVersion(ManifestCodec.toBytes(version))).isEqualTo(version);
  }

  @Test
  void keepsAManifestWithoutTrainingOrSignature() throws Exception {
    Manifest plain =
        new Manifest(
            manifest.id(),
            manifest.createdAt(),
            manifest.detector(),
            null,
            manifest.variants(),
            Lineage.NONE,
            null,
            null,
            "",
            ModelKind.STUDENT);

    assertThat(ManifestCodec.fromProto(ManifestCodec.toProto(plain.asTeacher())))
        .isEqualTo(plain.asTeacher());
    assertThat(ManifestCodec.toProto(plain).toByteArray())
        .as("a student's manifest has the bytes that it had before there were kinds")
        .isEqualTo(ManifestCodec.toProto(plain).toBuilder().clearKind().build().toByteArray());
    assertThat(ManifestCodec.parseJson(ManifestCodec.toJson(plain))).isEqualTo(plain);
  }

  @Test
  void keepsADetectorOfGrayPicturesAndItsSuppression() throws Exception {
    DetectorSpec color = manifest.detector();
    Map<String, String> parameters = Map.of("class_agnostic_nms", "true");
    DetectorSpec gray =
        color
            .withInput(color.input().gray())
            .withHead(new HeadSpec(color.head().family(), parameters));

    assertThat(DetectorCodec.fromProto(DetectorCodec.toProto(gray))).isEqualTo(gray);
    var bad = DetectorCodec.toProto(gray).toBuilder();
    bad.getInputBuilder().setColorOrder(ColorOrder.COLOR_ORDER_RGB);
    assertThatThrownBy(() -> DetectorCodec.fromProto(bad.build()))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("each of 3 channels");
  }

  @Test
  void signsTheSameBytesWhateverTheOrderOfItsMaps() {
    Map<String, String> backwards = new LinkedHashMap<>();
    List.of("z", "y", "temperature", "m", "epochs", "a").forEach(k -> backwards.put(k, k));
    Map<String, String> forwards = new LinkedHashMap<>();
    List.of("a", "epochs", "m", "temperature", "y", "z").forEach(k -> forwards.put(k, k));

    assertThat(ManifestCodec.signedBytes(withRecipe(backwards)))
        .isEqualTo(ManifestCodec.signedBytes(withRecipe(forwards)));
    assertThat(ManifestCodec.signedBytes(manifest))
        .isEqualTo(ManifestCodec.signedBytes(Samples.version("student", 3, 7).manifest()));
  }

  @Test
  void refusesWhatCannotBe() {
    var good = ManifestCodec.toProto(manifest);

    assertThatThrownBy(() -> ManifestCodec.fromProto(good.toBuilder().clearVariants().build()))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("0 variants");
    assertThatThrownBy(
            () -> {
              var bad = good.toBuilder();
              bad.getDetectorBuilder().getInputBuilder().setWidth(0);
              ManifestCodec.fromProto(bad.build());
            })
        .hasMessageContaining("input of 0x256 pixels");
    assertThatThrownBy(
            () -> {
              var bad = good.toBuilder();
              bad.getDetectorBuilder().getTilesBuilder().setGrid("3");
              ManifestCodec.fromProto(bad.build());
            })
        .hasMessageContaining("detector spec: tiles '3': give columns and rows");
    assertThatThrownBy(
            () -> {
              var bad = good.toBuilder();
              bad.getVariantsBuilder(0).getArtifactBuilder().setSha256("../../etc/passwd");
              ManifestCodec.fromProto(bad.build());
            })
        .hasMessageContaining("is no SHA-256");
    assertThatThrownBy(
            () -> {
              var bad = good.toBuilder();
              bad.getVersionBuilder().setName("a/b");
              ManifestCodec.fromProto(bad.build());
            })
        .hasMessageContaining("'a/b' is no name");
    assertThatThrownBy(() -> ManifestCodec.parseVersion(new byte[] {9, 9, 9}))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> ManifestCodec.parseJson("{\"nonsense\": 1}"))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> ManifestCodec.parseJson(" ".repeat(ManifestCodec.MAX_BYTES + 1)))
        .hasMessageContaining("more than");
  }

  private Manifest withRecipe(Map<String, String> recipe) {
    Lineage lineage = new Lineage(List.of(), "", "", "", List.of(), List.of(), recipe);
    return Manifest.draft("a", manifest.detector(), null, manifest.variants(), lineage, "");
  }
}
