package io.vedette.detector.head;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Shape;
import io.vedette.detector.head.MissingHintException.Hint;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how a detector is fed and read: from the spec that the file carries, else from its shapes,
 * Ultralytics' metadata and the user's hints. What stays open is asked for by name, never guessed.
 */
public final class SpecInference {

  /** Key in the model's metadata_props under which a spec lies as JSON. */
  public static final String METADATA_KEY = "vedette.spec";

  private static final Logger log = LoggerFactory.getLogger(SpecInference.class);

  /** Detections below are not shown unless the user says otherwise. */
  private static final float SCORE_THRESHOLD = 0.25f;

  /** An end-to-end row has a picture, a box, a score and a class at most. */
  private static final int ROW_COLUMNS = 7;

  private SpecInference() {}

  /**
   * @param where names the model in errors
   * @throws DetectorException when the head is not known or something must be asked for
   */
  public static DetectorSpec infer(Graph graph, Hints hints, String where)
      throws DetectorException {
    return infer(graph, OutputShapes.AS_DECLARED, hints, where);
  }

  /**
   * @param shapes of outputs that the graph leaves open
   * @param where names the model in errors
   * @throws DetectorException when the head is not known or something must be asked for
   */
  public static DetectorSpec infer(Graph graph, OutputShapes shapes, Hints hints, String where)
      throws DetectorException {
    if (graph.outputs().isEmpty()) {
      throw new DetectorException(where + ": a graph without outputs answers nothing");
    }
    String embedded = graph.metadata().get(METADATA_KEY);
    DetectorSpec read =
        embedded != null
            ? embedded(graph, SpecJson.read(embedded, where), hints, where)
            : inferred(graph, shapes, hints, where);
    DetectorSpec spec = hints.classAgnosticNms() ? Nms.classAgnostic(read) : read;
    return spec.withScoreThreshold((float) hints.scoreThreshold().orElse(spec.scoreThreshold()))
        .withNmsIou((float) hints.nmsIou().orElse(spec.nmsIou()))
        .withTiles(hints.tiles().orElse(spec.tiles()));
  }

  /** The same graph with the spec in its metadata. */
  public static Graph embed(Graph graph, DetectorSpec spec) {
    return graph.withMetadata(METADATA_KEY, SpecJson.write(spec));
  }

  private static DetectorSpec inferred(Graph graph, OutputShapes shapes, Hints hints, String where)
      throws DetectorException {
    String task = graph.metadata().getOrDefault("task", "detect");
    if (!task.equals("detect")) {
      throw new DetectorException(
          where + ": made for the task '" + task + "'; export a detector, task 'detect'");
    }
    ImageInput image = ImageInput.of(graph, hints, where);
    List<String> labels = givenLabels(graph, hints);
    Graph seen = leavesOpen(graph) ? shapes.closed(graph, image) : graph;
    Recognition recognition = recognise(graph, seen, image, hints, labels.size(), where);
    return new DetectorSpec(
        labels(labels, recognition, where),
        image.as(recognition.input()),
        recognition.head(),
        SCORE_THRESHOLD,
        recognition.nmsIou());
  }

  private static DetectorSpec embedded(Graph graph, DetectorSpec stored, Hints hints, String where)
      throws DetectorException {
    DetectorSpec spec = stored.withInput(input(graph, stored.input(), hints, where));
    Heads.of(spec.head().family());
    if (!hints.family().isEmpty() && !hints.family().equals(spec.head().family())) {
      throw new DetectorException(
          where + ": the file says its head is " + spec.head().family() + "; leave out --head");
    }
    if (hints.labels().isEmpty()) {
      return spec;
    }
    checkCount(hints.labels(), spec.labels().size(), where);
    return spec.withLabels(hints.labels());
  }

  /** The input that the file describes, in the size that the user gives. */
  private static InputSpec input(Graph graph, InputSpec stored, Hints hints, String where)
      throws DetectorException {
    if (hints.inputSize().isEmpty() && hints.layout().isEmpty()) {
      return stored;
    }
    ImageInput image = ImageInput.of(graph, hints.withInputSizeOr(stored), where);
    if (image.layout() != stored.layout()) {
      throw new DetectorException(
          where + ": the file says its layout is " + stored.layout() + "; leave out --layout");
    }
    return stored.sized(image.width(), image.height());
  }

  /** Whether something but the batch is open in an output's shape. */
  private static boolean leavesOpen(Graph graph) {
    return graph.outputs().stream()
        .map(Shape::of)
        .anyMatch(
            shape -> {
              int batch = shape.rank() > 2 ? 1 : 0;
              return shape.rank() == 0
                  || shape.dimensions().stream()
                      .skip(batch)
                      .anyMatch(d -> d.longValue() == Shape.DYNAMIC);
            });
  }

  /**
   * @param graph as it is declared
   * @param seen with the output shapes that a run showed
   * @param labels how many are known; 0 where none are
   */
  private static Recognition recognise(
      Graph graph, Graph seen, ImageInput image, Hints hints, int labels, String where)
      throws DetectorException {
    if (!hints.family().isEmpty()) {
      return Heads.of(hints.family())
          .accept(seen, image)
          .orElseThrow(
              () ->
                  new DetectorException(
                      where
                          + ": its outputs do not have the form of "
                          + hints.family()
                          + ": "
                          + ImageInput.describe(seen.outputs())));
    }
    List<Recognition> matches = matches(seen, image);
    if (matches.isEmpty()) {
      matches = matches(graph, image);
    }
    if (matches.size() > 1) {
      matches = fitting(matches, labels);
    }
    if (matches.size() == 1) {
      return matches.get(0);
    }
    if (matches.isEmpty() && isClassifier(seen)) {
      throw new DetectorException(
          where
              + ": no detector: its one output "
              + ImageInput.describe(seen.outputs())
              + " has a number for each picture and class, and no boxes; it is a classifier");
    }
    throw new MissingHintException(
        Hint.HEAD,
        where
            + (matches.isEmpty()
                ? ": unknown head, outputs "
                : ": more than one head fits, "
                    + String.join(", ", matches.stream().map(Recognition::described).toList())
                    + (labels > 0 ? ", for " + labels + " labels" : "")
                    + "; outputs ")
            + ImageInput.describe(seen.outputs())
            + "; give --head with one of "
            + Heads.names()
            + " if it is one of them");
  }

  /** Whether all that comes out is one row for each picture; rows of boxes have 6 or 7 columns. */
  private static boolean isClassifier(Graph graph) {
    if (graph.outputs().size() != 1) {
      return false;
    }
    Shape shape = Shape.of(graph.outputs().get(0));
    return shape.rank() == 2
        && (shape.get(0) == 1 || shape.isDynamic(0) && shape.get(1) > ROW_COLUMNS);
  }

  private static List<Recognition> matches(Graph graph, ImageInput image) {
    return Heads.ALL.stream()
        .map(h -> h.recognise(graph, image))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Forms that differ in a column are distinguished by their number of classes: that of the labels,
   * else COCO's.
   */
  private static List<Recognition> fitting(List<Recognition> matches, int labels) {
    int wanted = labels > 0 ? labels : CocoLabels.ALL.size();
    List<Recognition> fitting =
        matches.stream().filter(m -> m.classes().orElse(wanted) == wanted).toList();
    return fitting.isEmpty() ? matches : fitting;
  }

  /** The labels that the user or the file gives; else empty. */
  private static List<String> givenLabels(Graph graph, Hints hints) {
    return hints.labels().isEmpty()
        ? UltralyticsNames.parse(graph.metadata().getOrDefault("names", ""))
        : hints.labels();
  }

  private static List<String> labels(List<String> stored, Recognition recognition, String where)
      throws DetectorException {
    int classes = recognition.classes().orElse(0);
    List<String> labels = stored.isEmpty() ? recognition.labels() : stored;
    if (labels.isEmpty() && classes == CocoLabels.ALL.size()) {
      log.warn(
          "{}: no labels in the file; its 80 classes are taken for COCO's (say so with --labels"
              + " coco, or give --labels FILE)",
          where);
      labels = CocoLabels.ALL;
    }
    if (labels.isEmpty()) {
      throw new MissingHintException(
          Hint.LABELS,
          where
              + ": no names for its "
              + (classes == 0 ? "unnamed" : classes)
              + " classes; give --labels FILE, one name a line"
              + (classes == 0 ? ", or --labels coco where they are COCO's 80" : ""));
    }
    if (recognition.classes().isPresent()) {
      checkCount(labels, recognition.classes().getAsInt(), where);
    }
    return labels;
  }

  private static void checkCount(List<String> labels, int classes, String where)
      throws DetectorException {
    if (labels.size() != classes) {
      throw new MissingHintException(
          Hint.LABELS,
          where
              + ": the model has "
              + classes
              + " classes, but "
              + labels.size()
              + " labels are given; give --labels FILE with one name a line");
    }
  }
}
