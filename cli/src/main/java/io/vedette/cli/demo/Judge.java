package io.vedette.cli.demo;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.evaluate.Evaluation;
import io.vedette.detector.evaluate.EvaluationReport;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.Overview;
import io.vedette.proto.v1.Variant;
import io.vedette.proto.v1.Version;
import io.vedette.proto.v1.VersionRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Measures every version on the held-out set, all with the same evaluator, after the loop has
 * ended.
 */
final class Judge {

  /** As {@code vedette evaluate} opens a detector: AP looks at low scores too. */
  private static final Hints WHOLE_CURVE =
      Hints.NONE.withScoreThreshold(Evaluation.SCORE_THRESHOLD).withNmsIou(Evaluation.NMS_IOU);

  private final Path folder;

  Judge(Path folder) {
    this.folder = folder;
  }

  /** Fetches what devices run of every version, while the coordinator is still there. */
  Map<Version, Path> fetch(Overview overview, Centre centre) throws IOException {
    Path target = Files.createDirectories(folder.resolve("versions"));
    Map<Version, Path> files = new LinkedHashMap<>();
    List<Version> oldestFirst = new ArrayList<>(overview.getVersionsList());
    oldestFirst.sort(Comparator.comparingInt(v -> v.getManifest().getVersion().getNumber()));
    for (Version version : oldestFirst) {
      Variant variant = deployed(overview, version);
      Path file =
          target.resolve(text(version.getManifest().getVersion()).replace(':', '-') + ".onnx");
      centre.fetch(variant.getArtifact(), file);
      files.put(version, file);
    }
    return files;
  }

  /** One line per version; accuracy is null when nothing was held out. */
  List<Report.VersionLine> judge(
      Map<Version, Path> versions, Overview overview, @Nullable Dataset heldOut)
      throws DetectorException {
    List<Report.VersionLine> lines = new ArrayList<>();
    for (Map.Entry<Version, Path> entry : versions.entrySet()) {
      VersionRef ref = entry.getKey().getManifest().getVersion();
      EvaluationReport measured = heldOut == null ? null : measure(entry.getValue(), heldOut);
      lines.add(
          new Report.VersionLine(
              text(ref),
              measured == null ? null : measured.metrics().ap50(),
              measured == null ? null : measured.metrics().ap(),
              deployed(overview, entry.getKey()).getName(),
              devices(overview, ref)));
    }
    return lines;
  }

  private static EvaluationReport measure(Path model, Dataset heldOut) throws DetectorException {
    try (Detector detector = OnnxDetector.open(model, WHOLE_CURVE, RuntimeOptions.DEFAULT)) {
      return Evaluation.of(detector, heldOut, done -> {});
    }
  }

  /** The variant that a device runs; where none does, the default one. */
  private static Variant deployed(Overview overview, Version version) {
    Set<String> running =
        overview.getDevicesList().stream()
            .map(Device::getHeartbeat)
            .filter(h -> h.getInstalled().equals(version.getManifest().getVersion()))
            .map(Heartbeat::getVariant)
            .collect(Collectors.toSet());
    return version.getManifest().getVariantsList().stream()
        .filter(variant -> running.contains(variant.getName()))
        .findFirst()
        .orElse(version.getManifest().getVariants(0));
  }

  static int devices(Overview overview, VersionRef version) {
    return (int)
        overview.getDevicesList().stream()
            .map(Device::getHeartbeat)
            .filter(h -> h.getInstalled().equals(version))
            .count();
  }

  static String text(VersionRef version) {
    return version.getName() + ":" + version.getNumber();
  }
}
