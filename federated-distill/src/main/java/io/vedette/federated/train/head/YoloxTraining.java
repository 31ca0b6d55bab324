package io.vedette.federated.train.head;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.autograd.Tensor;
import java.util.List;

/**
 * YOLOX: centre, logarithmic size, objectness and classes in one row per cell, in strides or, where
 * the graph decodes, in pixels.
 *
 * @see <a href="https://arxiv.org/abs/2107.08430">YOLOX: Exceeding YOLO Series in 2021</a>
 */
final class YoloxTraining implements TrainableFamily {

  private static final Scoring SCORING = new Scoring(false, 1, 1, 0, Scoring.Quality.CLASSES);

  @Override
  public boolean trains(String family) {
    return family.equals("yolox");
  }

  @Override
  public TrainableHead in(Graph graph, DetectorSpec spec) throws DetectorException {
    LogitRecovery logits = new LogitRecovery(graph);
    String rows = logits.of(HeadParameters.output(graph, spec));
    boolean decoded = Boolean.parseBoolean(spec.head().parameters().get("decoded"));
    AnchorGrid grid =
        AnchorGrid.of(spec.input().width(), spec.input().height(), HeadParameters.strides(spec));
    return new ExportedHead(
        logits.added(),
        List.of(rows),
        (scope, tensors) -> {
          Tensor row = tensors.get(0);
          Tensor boxes = decoded ? Distances.ofPixels(scope, row, grid) : fromCells(row);
          return rows(row, boxes, grid, SCORING);
        });
  }

  /** The centre counts from the cell's corner, the anchor is in its middle. */
  private static Tensor fromCells(Tensor row) {
    return Distances.ofStrides(row.slice(2, 0, 2).sub(0.5), row.slice(2, 2, 4).exp());
  }

  /** Objectness and classes behind the four values of a box, {@code [batch, anchors, 5 + n]}. */
  static RawHeadOutputs rows(Tensor row, Tensor boxes, AnchorGrid grid, Scoring scoring) {
    Tensor classes = row.slice(2, 5, row.shape()[2]);
    return new RawHeadOutputs(boxes, classes, row.slice(2, 4, 5), grid, 1, scoring);
  }
}
