package io.vedette.federated.train.fewshot;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.evaluate.LabelMatching;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a detector is trained on to learn a new label from a handful of pictures without losing its
 * old ones; to be trained with {@link OldClassDistillation} beside.
 *
 * @param graph with the new labels behind the old ones
 * @param data the new pictures, with what the detector already finds in them, and the old ones
 */
public record FewShot(Graph graph, Dataset data) {

  /**
   * Labels of a dataset that a detector does not know.
   *
   * @throws DetectorException when the graph is no detector
   */
  public static List<String> unknown(Graph graph, Dataset data) throws DetectorException {
    List<String> known = spec(graph).labels();
    return data.labels().stream().filter(label -> !known.contains(label)).toList();
  }

  /**
   * A dataset whose labels are called as the detector calls them, where it knows the thing.
   *
   * @throws DetectorException when the graph is no detector
   */
  public static Dataset withLabelsOf(Graph graph, Dataset data) throws DetectorException {
    List<String> labels = LabelMatching.inDetectorLabels(spec(graph).labels(), data.labels());
    return new Dataset(data.name(), labels, data.samples());
  }

  /**
   * Prepares graph and data.
   *
   * @param pictures with objects of the new labels. Objects of the detector's own labels are taken
   *     to be labelled where the dataset lists their label, and sought by the detector where it
   *     does not
   * @param replay pictures with objects of the old labels, if there are some
   * @param progress receives how many pictures the detector has looked at, after each
   * @throws DetectorException when there is no new label, the graph is of another shape, or a
   *     picture cannot be read
   */
  public static FewShot of(
      Graph start, Dataset pictures, @Nullable Dataset replay, IntConsumer progress)
      throws DetectorException {
    List<String> added = unknown(start, pictures);
    if (added.isEmpty()) {
      throw new DetectorException(
          pictures.name() + ": the detector knows all its labels already; train it as it is");
    }
    Graph graph = new ExtendClasses(added).apply(start);
    List<String> labels = spec(graph).labels();
    List<String> sought =
        spec(start).labels().stream().filter(l -> !pictures.labels().contains(l)).toList();
    List<Sample> fresh = ClassIdMapping.of(pictures, labels);
    if (!sought.isEmpty()) {
      try (Detector detector =
          OnnxDetector.open(start.toBytes(), spec(start), RuntimeOptions.DEFAULT)) {
        fresh = OldClassLabels.addTo(fresh, detector, labels, sought, progress);
      }
    }
    List<Sample> all =
        replay == null ? fresh : RehearsalDataset.mix(fresh, ClassIdMapping.of(replay, labels));
    return new FewShot(graph, new Dataset(pictures.name(), labels, all));
  }

  private static DetectorSpec spec(Graph graph) throws DetectorException {
    return SpecInference.infer(graph, Hints.NONE, "the graph to teach new labels");
  }
}
