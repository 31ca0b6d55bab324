package io.vedette.cli.demo;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.evaluate.CocoMetrics;
import io.vedette.detector.evaluate.Evaluation;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.StudentStatus;
import io.vedette.proto.v1.Variant;
import io.vedette.proto.v1.Version;
import io.vedette.proto.v1.VersionRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Measures every new version on the held-out pictures, with one evaluator, on a thread of its own
 * while the loop runs.
 */
final class HeldOutJudge implements AutoCloseable {

  /** As {@code vedette evaluate} opens a detector: AP needs low scores too. */
  private static final Hints WHOLE_CURVE =
      Hints.NONE.withScoreThreshold(Evaluation.SCORE_THRESHOLD).withNmsIou(Evaluation.NMS_IOU);

  /** Where the labelled pictures come from. */
  interface HeldOutSource {
    @Nullable Dataset open() throws IOException, DetectorException;
  }

  /** The stored files of a registry. */
  interface ArtifactSource {
    void fetch(Artifact artifact, Path target) throws IOException;
  }

  /**
   * The result for one file.
   *
   * @param metrics null if it could not be measured
   * @param why it could not; empty if it could
   */
  private record Measured(@Nullable CocoMetrics metrics, String why) {}

  private final Path folder;
  private final HeldOutSource source;
  private final ArtifactSource artifacts;
  private final DemoOutput output;
  private final Map<String, Measured> bySha256 = new ConcurrentHashMap<>();
  private final Set<String> queued = new HashSet<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread judging = new Thread(task, "held-out");
            judging.setDaemon(true);
            return judging;
          });
  private boolean opening;
  private volatile @Nullable Dataset dataset;
  private volatile DemoReport.@Nullable HeldOut heldOut;
  private volatile String whyUnmeasured = "the demo ended before it was measured";

  /**
   * @param folder where the files are kept
   * @param source opened when there is a version to measure
   * @param output gets each version's accuracy
   */
  HeldOutJudge(Path folder, HeldOutSource source, ArtifactSource artifacts, DemoOutput output) {
    this.folder = folder;
    this.source = source;
    this.artifacts = artifacts;
    this.output = output;
  }

  /** The held-out pictures; null if there are none, or they are not open yet. */
  DemoReport.@Nullable HeldOut heldOut() {
    return heldOut;
  }

  /** Starts to measure new variants: the one that devices run, else the first of a version. */
  void onState(LoopState state) {
    for (Version version : oldestFirst(state)) {
      if (!opening) {
        opening = true;
        thread.execute(this::open);
      }
      Variant variant = deployed(state, version);
      if (queued.add(variant.getArtifact().getSha256())) {
        String name = ReportSummary.text(version.getManifest().getVersion());
        thread.execute(() -> measure(name, variant));
      }
    }
  }

  private void open() {
    try {
      Dataset opened = source.open();
      if (opened == null) {
        whyUnmeasured = "nothing labelled was held out; give --held-out";
        return;
      }
      heldOut =
          new DemoReport.HeldOut(
              opened.name(), opened.samples().size(), objects(opened), opened.digest());
      dataset = opened;
    } catch (IOException | DetectorException | RuntimeException e) {
      whyUnmeasured = "the held-out pictures cannot be used: " + e.getMessage();
      output.line(whyUnmeasured);
    }
  }

  private static long objects(Dataset dataset) {
    return dataset.samples().stream()
        .flatMap(sample -> sample.truths().stream())
        .filter(truth -> !truth.crowd())
        .count();
  }

  private void measure(String version, Variant variant) {
    Dataset pictures = dataset;
    if (pictures == null) {
      return;
    }
    Artifact artifact = variant.getArtifact();
    Path file = folder.resolve(version.replace(':', '-') + "-" + variant.getName() + ".onnx");
    Measured measured;
    try {
      Files.createDirectories(folder);
      artifacts.fetch(artifact, file);
      measured = new Measured(measure(file, pictures), "");
    } catch (IOException e) {
      measured = new Measured(null, "its file could not be fetched: " + e.getMessage());
    } catch (DetectorException | RuntimeException e) {
      measured = new Measured(null, "it could not be measured: " + e.getMessage());
    }
    bySha256.put(artifact.getSha256(), measured);
    CocoMetrics metrics = measured.metrics();
    output.line(
        "version "
            + version
            + " ("
            + variant.getName()
            + "): "
            + (metrics == null
                ? measured.why()
                : String.format(
                    Locale.ROOT,
                    "AP50 %.3f, AP %.3f on %d held-out pictures",
                    metrics.ap50(),
                    metrics.ap(),
                    pictures.samples().size())));
  }

  private static CocoMetrics measure(Path model, Dataset pictures) throws DetectorException {
    try (Detector detector = OnnxDetector.open(model, WHOLE_CURVE, RuntimeOptions.DEFAULT)) {
      return Evaluation.of(detector, pictures, done -> {}).metrics();
    }
  }

  /**
   * One line per version of the last state, the oldest first.
   *
   * @param limit how long to wait for what is still being measured
   */
  List<DemoReport.VersionLine> lines(LoopState last, Duration limit) {
    onState(last);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    return oldestFirst(last).stream().map(version -> line(version, last)).toList();
  }

  private DemoReport.VersionLine line(Version version, LoopState last) {
    Variant variant = deployed(last, version);
    VersionRef ref = version.getManifest().getVersion();
    Measured measured =
        bySha256.getOrDefault(variant.getArtifact().getSha256(), new Measured(null, whyUnmeasured));
    CocoMetrics metrics = measured.metrics();
    return new DemoReport.VersionLine(
        ReportSummary.text(ref),
        metrics == null ? null : metrics.ap50(),
        metrics == null ? null : metrics.ap(),
        metrics == null ? null : found(metrics),
        variant.getName(),
        devices(last, ref),
        measured.why());
  }

  /** Objects that are found at the threshold of the best F1. */
  private long found(CocoMetrics metrics) {
    DemoReport.HeldOut on = heldOut;
    return on == null ? 0 : Math.round(Math.max(0, metrics.working().recall()) * on.objects());
  }

  private static List<Version> oldestFirst(LoopState state) {
    List<Version> versions = new ArrayList<>(state.versions());
    versions.sort(Comparator.comparingInt(v -> v.getManifest().getVersion().getNumber()));
    versions.removeIf(version -> version.getManifest().getVariantsCount() == 0);
    return versions;
  }

  /** The variant that a device runs; where none does, the first. */
  private static Variant deployed(LoopState state, Version version) {
    Set<String> running =
        state.devices().stream()
            .flatMap(device -> device.getHeartbeat().getStudentsList().stream())
            .filter(student -> student.getInstalled().equals(version.getManifest().getVersion()))
            .map(StudentStatus::getVariant)
            .collect(Collectors.toSet());
    return version.getManifest().getVariantsList().stream()
        .filter(variant -> running.contains(variant.getName()))
        .findFirst()
        .orElse(version.getManifest().getVariants(0));
  }

  private static int devices(LoopState state, VersionRef version) {
    return (int)
        state.devices().stream()
            .flatMap(device -> device.getHeartbeat().getStudentsList().stream())
            .filter(student -> student.getInstalled().equals(version))
            .count();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
