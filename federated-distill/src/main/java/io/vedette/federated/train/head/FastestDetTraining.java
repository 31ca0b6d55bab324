package io.vedette.federated.train.head;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import java.util.List;

/**
 * FastestDet: one level of stride 16 with objectness, centre up to a cell from the cell's corner,
 * size as a share of the input, and classes that exclude each other.
 *
 * @see <a href="https://github.com/dog-qiuqiu/FastestDet">FastestDet</a>
 */
final class FastestDetTraining implements TrainableFamily {

  private static final int STRIDE = 16;
  private static final Scoring SCORING = new Scoring(true, 0.6, 0.4, 0, Scoring.Quality.OBJECTNESS);

  @Override
  public boolean trains(String family) {
    return family.equals("fastestdet");
  }

  @Override
  public TrainableHead in(Graph graph, DetectorSpec spec) throws DetectorException {
    LogitRecovery logits = new LogitRecovery(graph);
    String map = logits.of(HeadParameters.output(graph, spec));
    int width = spec.input().width();
    int height = spec.input().height();
    AnchorGrid grid = AnchorGrid.corners(width, height, new int[] {STRIDE});
    float[] cells = {(float) width / STRIDE, (float) height / STRIDE};
    return new ExportedHead(
        logits.added(),
        List.of(map),
        (scope, tensors) -> read(scope, RawHeadOutputs.cellsFirst(tensors.get(0)), cells, grid));
  }

  /**
   * @param row {@code [batch, cells, 1 + 4 + classes]}
   * @param cells along the width and the height
   */
  private static RawHeadOutputs read(Scope scope, Tensor row, float[] cells, AnchorGrid grid) {
    Tensor size = row.slice(2, 3, 5).sigmoid().mul(scope.tensor(cells, 1, 1, 2));
    Tensor boxes = Distances.ofStrides(row.slice(2, 1, 3).tanh(), size);
    Tensor classes = row.slice(2, 5, row.shape()[2]);
    return new RawHeadOutputs(boxes, classes, row.slice(2, 0, 1), grid, 1, SCORING);
  }
}
