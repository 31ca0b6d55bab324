package io.vedette.dashboard;

import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.ArtifactRole;
import io.vedette.proto.v1.ColorOrder;
import io.vedette.proto.v1.DetectorSpec;
import io.vedette.proto.v1.DetectorTask;
import io.vedette.proto.v1.GateResult;
import io.vedette.proto.v1.HeadSpec;
import io.vedette.proto.v1.InputFit;
import io.vedette.proto.v1.InputSpec;
import io.vedette.proto.v1.KeyValue;
import io.vedette.proto.v1.Lineage;
import io.vedette.proto.v1.Manifest;
import io.vedette.proto.v1.Metrics;
import io.vedette.proto.v1.Signature;
import io.vedette.proto.v1.Variant;
import io.vedette.proto.v1.VariantSummary;
import io.vedette.proto.v1.Version;
import io.vedette.proto.v1.VersionRef;
import io.vedette.proto.v1.VersionSummary;
import io.vedette.wire.EnumLabels;
import java.util.List;

/** The student's versions in the {@link Story}. */
final class StoryVersions {

  static final List<String> LABELS =
      List.of("open", "short", "mousebite", "spur", "copper", "pin-hole");

  private StoryVersions() {}

  static Version version(
      int number,
      double fp32,
      double int8,
      int devices,
      long made,
      boolean int8Kept,
      String... aliases) {
    Manifest.Builder manifest =
        Manifest.newBuilder()
            .setVersion(ref(number))
            .setCreatedAtMs(made)
            .setDetector(
                DetectorSpec.newBuilder()
                    .setTask(DetectorTask.DETECTOR_TASK_DETECTION)
                    .addAllLabels(LABELS)
                    .setScoreThreshold(0.25f)
                    .setInput(
                        InputSpec.newBuilder()
                            .setWidth(320)
                            .setHeight(320)
                            .setColorOrder(ColorOrder.COLOR_ORDER_RGB)
                            .setFit(InputFit.INPUT_FIT_LETTERBOX_CENTER))
                    .setHead(
                        HeadSpec.newBuilder()
                            .setFamily("yolo11")
                            .addParameters(value("strides", "8,16,32"))))
            .addVariants(variant("fp32", fp32, 2_900_000, 38.2, true, "the reference"))
            .addVariants(
                variant(
                    "int8",
                    int8,
                    940_000,
                    29.7,
                    int8Kept,
                    int8Kept
                        ? "AP50 loses 0.009, at most 0.020"
                        : "AP50 loses 0.029, more than 0.020"))
            .setLineage(
                Lineage.newBuilder()
                    .addParents(ref(Math.max(1, number - 1)))
                    .setRoundId("r-2")
                    .setDistillationId("d-1")
                    .addRecipe(value("epochs", "12"))
                    .addRecipe(value("temperature", "5"))
                    .addRecipe(value("alpha", "0.7")))
            .setSignature(
                Signature.newBuilder().setAlgorithm("Ed25519").setKeyId("9f86d081884c7d65"));
    Version.Builder version =
        Version.newBuilder()
            .setManifest(manifest)
            .setDevices(devices)
            .addAllAliases(List.of(aliases));
    if (number > 1) {
      version.getManifestBuilder().setBaseline(metrics(fp32 - 0.034, 61.0));
      version
          .addGates(gate("not-worse", true, "AP50 " + fp32 + " >= 0.611 - 0.000"))
          .addGates(gate("int8-loss", true, "0.009 <= 0.020"))
          .addGates(gate("latency", true, "p95 61.9 ms <= 100 ms on linux-x86_64-2cpu"));
    }
    return version.build();
  }

  private static Variant variant(
      String name, double ap50, long size, double p50, boolean kept, String why) {
    return Variant.newBuilder()
        .setName(name)
        .setKept(kept)
        .setWhy(why)
        .setArtifact(
            Artifact.newBuilder()
                .setSha256("d7".repeat(32))
                .setSizeBytes(size)
                .setRole(EnumLabels.of(ArtifactRole.class).value(name)))
        .addMetrics(metrics(ap50, p50))
        .build();
  }

  private static Metrics metrics(double ap50, double p50) {
    return Metrics.newBuilder()
        .setAp50(ap50)
        .setAp(ap50 * 0.55)
        .setAp75(ap50 * 0.5)
        .setAr100(ap50 * 0.7)
        .setImages(96)
        .setDatasetSha256("e1".repeat(32))
        .setLatencyP50Ms(p50)
        .setLatencyP95Ms(p50 * 1.6)
        .setDeviceClass("linux-x86_64-2cpu")
        .build();
  }

  private static GateResult gate(String name, boolean passed, String why) {
    return GateResult.newBuilder().setGate(name).setPassed(passed).setWhy(why).build();
  }

  static VersionRef ref(int number) {
    return VersionRef.newBuilder().setName("student").setNumber(number).build();
  }

  /** One line of the list of versions. */
  static VersionSummary summary(Version version) {
    Manifest manifest = version.getManifest();
    VersionSummary.Builder line =
        VersionSummary.newBuilder()
            .setVersion(manifest.getVersion())
            .setCreatedAtMs(manifest.getCreatedAtMs())
            .setNote(manifest.getNote())
            .addAllAliases(version.getAliasesList())
            .setDevices(version.getDevices())
            .setParent(manifest.getLineage().getParents(0))
            .setGatesPassed(version.getGatesCount());
    if (manifest.hasBaseline()) {
      line.setBaseline(manifest.getBaseline());
    }
    for (Variant variant : manifest.getVariantsList()) {
      line.addVariants(
          VariantSummary.newBuilder()
              .setName(variant.getName())
              .setKept(variant.getKept())
              .setWhy(variant.getWhy())
              .setMetrics(variant.getMetrics(0)));
    }
    return line.build();
  }

  private static KeyValue value(String key, String value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
