package io.vedette.detector.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found.
 *
 * @param metrics COCO's figures; {@code perClass} is in the order of {@code labels}
 * @param labels of the dataset
 * @param images how many pictures were compared
 * @param latency null where stored detections were compared
 * @param unseen labels of the dataset that the detector does not have
 */
public record EvaluationReport(
    CocoMetrics metrics,
    List<String> labels,
    int images,
    @Nullable Latency latency,
    List<String> unseen) {

  public EvaluationReport {
    labels = List.copyOf(labels);
    unseen = List.copyOf(unseen);
  }
}
