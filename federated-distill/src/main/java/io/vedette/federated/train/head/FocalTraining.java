package io.vedette.federated.train.head;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.autograd.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * NanoDet and PicoDet: per level class scores and logits of distance distributions.
 *
 * @see <a href="https://arxiv.org/abs/2006.04388">Generalized Focal Loss</a>
 */
final class FocalTraining implements TrainableFamily {

  private static final Set<String> FAMILIES = Set.of("nanodet", "picodet");
  private static final Scoring SCORING = new Scoring(false, 0, 1, 2, Scoring.Quality.CLASSES);

  @Override
  public boolean trains(String family) {
    return FAMILIES.contains(family);
  }

  @Override
  public TrainableHead in(Graph graph, DetectorSpec spec) throws DetectorException {
    LogitRecovery logits = new LogitRecovery(graph);
    int[] strides = HeadParameters.strides(spec);
    List<String> tensors = new ArrayList<>();
    for (String scores : HeadParameters.list(spec, "class_outputs")) {
      tensors.add(logits.of(scores));
    }
    tensors.addAll(HeadParameters.list(spec, "box_outputs"));
    int levels = tensors.size() / 2;
    AnchorGrid grid = AnchorGrid.of(spec.input().width(), spec.input().height(), strides);
    return new ExportedHead(
        logits.added(),
        tensors,
        (scope, all) -> {
          Tensor boxes = Tensor.concat(1, all.subList(levels, 2 * levels));
          Tensor classes = Tensor.concat(1, all.subList(0, levels));
          int bins = (int) boxes.shape()[2] / 4;
          return new RawHeadOutputs(boxes, classes, null, grid, bins, SCORING);
        });
  }
}
