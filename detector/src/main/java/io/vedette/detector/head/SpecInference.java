package io.vedette.detector.head;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
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

  private SpecInference() {}

  /**
   * @param where names the model in errors
   * @throws DetectorException when the head is not known or something must be asked for
   */
  public static DetectorSpec infer(Graph graph, Hints hints, String where)
      throws DetectorException {
    String embedded = graph.metadata().get(METADATA_KEY);
    DetectorSpec spec =
        embedded != null
            ? embedded(SpecJson.read(embedded, where), hints, where)
            : inferred(graph, hints, where);
    return spec.withScoreThreshold((float) hints.scoreThreshold().orElse(spec.scoreThreshold()))
        .withNmsIou((float) hints.nmsIou().orElse(spec.nmsIou()))
        .withTiles(hints.tiles().orElse(spec.tiles()));
  }

  /** The same graph with the spec in its metadata. */
  public static Graph embed(Graph graph, DetectorSpec spec) {
    return graph.withMetadata(METADATA_KEY, SpecJson.write(spec));
  }

  private static DetectorSpec inferred(Graph graph, Hints hints, String where)
      throws DetectorException {
    String task = graph.metadata().getOrDefault("task", "detect");
    if (!task.equals("detect")) {
      throw new DetectorException(
          where + ": made for the task '" + task + "'; export a detector, task 'detect'");
    }
    ImageInput image = ImageInput.of(graph, hints, where);
    Recognition recognition = recognise(graph, image, hints, where);
    return new DetectorSpec(
        labels(graph, hints, recognition, where),
        image.as(recognition.input()),
        recognition.head(),
        SCORE_THRESHOLD,
        recognition.nmsIou());
  }

  private static DetectorSpec embedded(DetectorSpec spec, Hints hints, String where)
      throws DetectorException {
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

  private static Recognition recognise(Graph graph, ImageInput image, Hints hints, String where)
      throws DetectorException {
    if (!hints.family().isEmpty()) {
      return Heads.of(hints.family())
          .recognise(graph, image)
          .orElseThrow(
              () ->
                  new DetectorException(
                      where
                          + ": its outputs do not have the form of "
                          + hints.family()
                          + ": "
                          + ImageInput.describe(graph.outputs())));
    }
    List<Recognition> matches =
        Heads.ALL.stream().map(h -> h.recognise(graph, image)).flatMap(Optional::stream).toList();
    if (matches.size() == 1) {
      return matches.get(0);
    }
    throw new DetectorException(
        where
            + (matches.isEmpty()
                ? ": unknown head, outputs "
                : ": more than one head fits, outputs ")
            + ImageInput.describe(graph.outputs())
            + "; give --head with one of "
            + Heads.names()
            + " if it is one of them");
  }

  private static List<String> labels(
      Graph graph, Hints hints, Recognition recognition, String where) throws DetectorException {
    List<String> labels = hints.labels();
    if (labels.isEmpty()) {
      labels = UltralyticsNames.parse(graph.metadata().getOrDefault("names", ""));
    }
    if (labels.isEmpty() && recognition.classes().orElse(0) == CocoLabels.ALL.size()) {
      log.warn("{}: no labels in the file; its 80 classes are taken for COCO's", where);
      labels = CocoLabels.ALL;
    }
    if (labels.isEmpty()) {
      String count =
          recognition.classes().isPresent() ? recognition.classes().getAsInt() + "" : "unnamed";
      throw new DetectorException(
          where + ": no names for its " + count + " classes; give --labels FILE, one name a line");
    }
    if (recognition.classes().isPresent()) {
      checkCount(labels, recognition.classes().getAsInt(), where);
    }
    return labels;
  }

  private static void checkCount(List<String> labels, int classes, String where)
      throws DetectorException {
    if (labels.size() != classes) {
      throw new DetectorException(
          where
              + ": the model has "
              + classes
              + " classes, but "
              + labels.size()
              + " labels are given; give --labels FILE with one name a line");
    }
  }
}
