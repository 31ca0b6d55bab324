package io.vedette.cli.option;

import io.vedette.cli.check.Range;
import io.vedette.detector.DetectorException;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.proto.v1.InspectModelRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which detector, and what its file does not say; a mixin of every command that runs one. */
public final class ModelOptions extends ModelHints {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "M",
      description =
          "An ONNX file, or a version in the registry of a coordinator: name:number or name@alias,"
              + " with #int8 behind it for another variant.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path model;

  @Range(least = 0, most = 1)
  @Option(
      names = "--nms-iou",
      paramLabel = "IOU",
      description =
          "Overlap from which boxes of one class are one object (default: the family's own).")
  private @Nullable Double nmsIou;

  @Option(
      names = "--class-agnostic-nms",
      description = "Apply --nms-iou to boxes of different classes too.")
  private boolean classAgnosticNms;

  @Range(least = 1)
  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Processor threads for the model (default: every core if many pictures are answered,"
              + " else 1).")
  private @Nullable Integer threads;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description =
          "ONNX Runtime execution provider, repeatable, the preferred one first: auto, tensorrt, "
              + "cuda, openvino, cann, coreml, nnapi, xnnpack (default: the processor).")
  private List<String> providers = new ArrayList<>();

  @Option(names = "--whole-boxes", description = "Do not cut boxes at the picture's edge.")
  private boolean wholeBoxes;

  public Path model() {
    return model;
  }

  /** The model and what is known about it, not yet opened. */
  public DetectorModel read() throws DetectorException {
    return NamedModels.read(model, hints());
  }

  @Override
  public Hints hints() throws DetectorException {
    Hints hints = classAgnosticNms ? super.hints().withClassAgnosticNms() : super.hints();
    return nmsIou == null ? hints : hints.withNmsIou(nmsIou);
  }

  @Override
  public InspectModelRequest described() throws DetectorException {
    InspectModelRequest.Builder described =
        super.described().toBuilder().setClassAgnosticNms(classAgnosticNms);
    return nmsIou == null ? described.build() : described.setNmsIou(nmsIou).build();
  }

  /** Whether it matters to the user what runs the model. */
  public boolean asksForProviders() {
    return !providers.isEmpty();
  }

  public RuntimeOptions runtime() {
    return RuntimeOptions.DEFAULT
        .withThreads(threads == null ? 1 : Math.max(1, threads))
        .withProviders(providers)
        .withWholeBoxes(wholeBoxes);
  }

  /**
   * Opens the detector for several threads, as fast as the machine can answer.
   *
   * @param scoreThreshold detections below are left out, 0 to 1
   * @param most at most so many pictures are answered at once
   */
  public DetectorLanes openLanes(double scoreThreshold, TileOptions tiles, int most)
      throws DetectorException {
    int all = threads == null ? Runtime.getRuntime().availableProcessors() : Math.max(1, threads);
    int lanes = Math.min(most, all);
    Hints hints = tiles.over(hints().withScoreThreshold(scoreThreshold));
    return DetectorLanes.of(
        NamedModels.openShared(model, hints, runtime().withThreads(all / lanes), lanes), lanes);
  }
}
