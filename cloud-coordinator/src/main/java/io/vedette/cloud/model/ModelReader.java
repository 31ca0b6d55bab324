package io.vedette.cloud.model;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.InputSpec.Layout;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Shape;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.InputSize;
import io.vedette.detector.head.MissingHintException;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.recipe.Provenance;
import io.vedette.registry.manifest.DetectorCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads an uploaded ONNX file as every command reads one, and writes the graphs that a version of
 * it has: the one that devices run, and the one that training starts from.
 */
final class ModelReader {

  private static final int COCO_CLASSES = 80;

  /** Leaves room in a manifest for all else. */
  private static final int MAX_SPEC_BYTES = 128 << 10;

  private ModelReader() {}

  /**
   * Answers what lies in a folder. A file that cannot be used is an answer, too.
   *
   * @throws IOException when the folder cannot be read or written
   */
  static ReadModel read(Path folder) throws IOException {
    ModelQuestion question = ReadingFiles.question(folder);
    try {
      return read(folder, question);
    } catch (MissingHintException e) {
      return ReadModel.refused(
          String.valueOf(e.getMessage()),
          e.hint().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    } catch (DetectorException e) {
      return ReadModel.refused(String.valueOf(e.getMessage()), "");
    }
  }

  private static ReadModel read(Path folder, ModelQuestion question)
      throws DetectorException, IOException {
    String where = question.fileName();
    Hints hints = hints(folder, question);
    byte[] bytes = Files.readAllBytes(ReadingFiles.model(folder));
    DetectorModel model = DetectorModel.of(bytes, hints, where);
    Graph graph = model.graph();
    DetectorSpec spec = model.spec();
    byte[] encoded = DetectorCodec.encode(spec);
    if (encoded.length > MAX_SPEC_BYTES) {
      throw new DetectorException(
          where
              + ": its class names and settings have "
              + encoded.length
              + " bytes; a version may have "
              + MAX_SPEC_BYTES);
    }
    Graph training = model.withSpec();
    training.write(folder.resolve(ReadingFiles.TRAINING));
    Exporter.fp32(training).write(folder.resolve(ReadingFiles.FP32));
    boolean normalises =
        graph.nodes().stream().anyMatch(n -> n.getOpType().equals("BatchNormalization"));
    return new ReadModel(
        "",
        "",
        encoded,
        normalises,
        labelsAreAssumed(graph, hints, spec),
        figures(graph),
        graph.metadata().getOrDefault(Provenance.METADATA_KEY, ""));
  }

  private static Hints hints(Path folder, ModelQuestion question)
      throws DetectorException, IOException {
    Hints hints = Hints.NONE;
    if (question.coco()) {
      hints = hints.withLabels(Hints.readLabels(Path.of(Hints.COCO)));
    } else if (question.labelFile().length > 0) {
      Path labels = folder.resolve(ReadingFiles.LABELS);
      Files.write(labels, question.labelFile());
      hints = hints.withLabels(labels(labels));
    }
    if (!question.head().isEmpty()) {
      hints = hints.withFamily(question.head());
    }
    if (question.width() > 0 && question.height() > 0) {
      hints = hints.withInputSize(new InputSize(question.width(), question.height()));
    }
    if (!question.layout().isEmpty()) {
      hints = hints.withLayout(Layout.valueOf(question.layout()));
    }
    if (question.nmsIou() >= 0) {
      hints = hints.withNmsIou(question.nmsIou());
    }
    return question.classAgnosticNms() ? hints.withClassAgnosticNms() : hints;
  }

  /** The message says nothing of the folder that the file is in for a moment. */
  private static List<String> labels(Path file) throws DetectorException {
    try {
      return Hints.readLabels(file);
    } catch (DetectorException e) {
      throw new DetectorException(
          String.valueOf(e.getMessage()).replace(file.toString(), "the labels"), e);
    }
  }

  /** Whether neither the file nor the user names the classes. */
  private static boolean labelsAreAssumed(Graph graph, Hints hints, DetectorSpec spec) {
    return hints.labels().isEmpty()
        && spec.labels().size() == COCO_CLASSES
        && !graph.metadata().containsKey(SpecInference.METADATA_KEY)
        && graph.metadata().getOrDefault("names", "").isEmpty();
  }

  private static Map<String, String> figures(Graph graph) {
    return Map.of(
        "opset", Integer.toString(graph.opset()),
        "nodes", Integer.toString(graph.nodes().size()),
        "weights",
            Long.toString(
                graph.initializers().values().stream()
                    .mapToLong(w -> w.getDimsList().stream().reduce(1L, (a, b) -> a * b))
                    .sum()),
        "outputs",
            graph.outputs().stream()
                .limit(12)
                .map(output -> output.getName() + " " + Shape.of(output))
                .collect(Collectors.joining(", ")));
  }
}
