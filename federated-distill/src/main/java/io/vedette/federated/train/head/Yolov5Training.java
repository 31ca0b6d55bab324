package io.vedette.federated.train.head;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import java.util.List;

/**
 * YOLOv5 and YOLOv7: three anchors a cell, boxes in pixels as the graph decodes them from sigmoids,
 * objectness and classes.
 *
 * @see <a href="https://github.com/ultralytics/yolov5">YOLOv5</a>
 */
final class Yolov5Training implements TrainableFamily {

  private static final int ANCHORS_PER_CELL = 3;
  private static final Scoring SCORING = new Scoring(false, 1, 1, 0, Scoring.Quality.OBJECTNESS);

  @Override
  public boolean trains(String family) {
    return family.equals("yolov5");
  }

  @Override
  public TrainableHead in(Graph graph, DetectorSpec spec) throws DetectorException {
    LogitRecovery logits = new LogitRecovery(graph);
    String rows = logits.of(HeadParameters.output(graph, spec));
    AnchorGrid grid =
        AnchorGrid.stacked(
            spec.input().width(),
            spec.input().height(),
            HeadParameters.strides(spec),
            ANCHORS_PER_CELL);
    return new ExportedHead(
        logits.added(),
        List.of(rows),
        (scope, tensors) ->
            YoloxTraining.rows(
                tensors.get(0), Distances.ofPixels(scope, tensors.get(0), grid), grid, SCORING));
  }
}
