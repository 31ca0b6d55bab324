package io.vedette.registry;

import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.TileSpec;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.Lineage;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ModelMetrics;
import io.vedette.registry.manifest.Variant;
import io.vedette.registry.manifest.Version;
import io.vedette.registry.manifest.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Manifests and versions for tests, every field set. */
public final class Samples {

  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

  private Samples() {}

  /** A digest that is 64 times the same digit. */
  public static String digest(char digit) {
    return String.valueOf(digit).repeat(64);
  }

  public static DetectorSpec detector() {
    return new DetectorSpec(
        List.of("open", "short"),
        InputSpec.standard("images", 320, 256),
        new HeadSpec("yolo11", Map.of("strides", "8,16,32", "reg_max", "8", "a", "1", "z", "2")),
        0.25f,
        0.5f,
        new TileSpec("3x2", 0.3));
  }

  public static ModelMetrics metrics(double ap50) {
    return new ModelMetrics(
        ap50 / 2, ap50, ap50 / 3, 0.7, 40, digest('d'), 12.5, 19.25, "test-2cpu");
  }

  public static Lineage lineage(String distillationId) {
    return new Lineage(
        List.of(new VersionId("student", 1)),
        digest('e'),
        "r-1",
        distillationId,
        List.of(digest('d')),
        List.of("u-1", "u-2"),
        Map.of("epochs", "3", "temperature", "2.0", "optimizer", "adamw"));
  }

  public static Manifest draft(String name, String distillationId) {
    Manifest manifest =
        Manifest.draft(
            name,
            detector(),
            new Artifact(digest('a'), 1000, "training"),
            List.of(
                new Variant(
                    "fp32",
                    new Artifact(digest('b'), 900, "fp32"),
                    List.of(metrics(0.6)),
                    true,
                    "the default"),
                new Variant(
                    "int8",
                    new Artifact(digest('c'), 300, "int8"),
                    List.of(metrics(0.4)),
                    false,
                    "AP50 0.600 - 0.400 = 0.200 lost > 0.010")),
            lineage(distillationId),
            "for tests");
    return manifest.against(metrics(0.5));
  }

  /** Numbered, registered so many seconds after noon, unsigned. */
  public static Version version(String name, int number, int secondsAfterNoon) {
    Manifest manifest =
        draft(name, "d-" + name + "-" + number)
            .numbered(number, NOON.plusSeconds(secondsAfterNoon));
    return new Version(
        manifest, List.of(new GateResult("not-worse", true, "AP50 0.600 >= 0.500 - 0.000")));
  }
}
