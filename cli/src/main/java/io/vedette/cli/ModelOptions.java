package io.vedette.cli;

import io.vedette.detector.DetectorException;
import io.vedette.detector.head.Heads;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which detector, and what its file does not tell; a mixin of every command that runs one. */
final class ModelOptions {

  @Option(names = "--model", required = true, paramLabel = "M", description = "An ONNX file.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path model;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Class names, one a line, where the model does not carry them.")
  private @Nullable Path labels;

  @Option(
      names = "--head",
      paramLabel = "FAMILY",
      completionCandidates = Families.class,
      description = "How the model writes its boxes: ${COMPLETION-CANDIDATES}; else recognised.")
  private @Nullable String head;

  @Option(
      names = "--input-size",
      paramLabel = "PIXELS",
      description = "Side of the input, where the model leaves it open.")
  private int inputSize;

  @Option(
      names = "--nms-iou",
      paramLabel = "IOU",
      description = "Boxes of one class that overlap more are one object; else the family's own.")
  private @Nullable Double nmsIou;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Processor threads for the model (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description = "ONNX Runtime execution provider, repeatable: cuda, coreml, openvino, …")
  private List<String> providers = new ArrayList<>();

  /** The families, for help and completion. */
  static final class Families implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Heads.ALL.stream().map(h -> h.family()).iterator();
    }
  }

  Path model() {
    return model;
  }

  Hints hints() throws DetectorException {
    Hints hints = Hints.NONE.withInputSize(inputSize);
    if (labels != null) {
      hints = hints.withLabels(Hints.readLabels(labels));
    }
    if (head != null) {
      hints = hints.withFamily(head);
    }
    return nmsIou == null ? hints : hints.withNmsIou(nmsIou);
  }

  RuntimeOptions runtime() {
    return new RuntimeOptions(Math.max(1, threads), providers);
  }

  /**
   * Opens the detector.
   *
   * @param scoreThreshold detections below are left out, 0 to 1
   */
  OnnxDetector open(double scoreThreshold) throws DetectorException {
    return OnnxDetector.open(model, hints().withScoreThreshold(scoreThreshold), runtime());
  }
}
