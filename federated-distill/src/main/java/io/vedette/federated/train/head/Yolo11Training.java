package io.vedette.federated.train.head;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Wiring;
import io.vedette.federated.autograd.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * YOLOv8 and YOLO11 as Ultralytics exports them: boxes and scores put together at the end, the
 * boxes decoded from distance distributions. Where there are none, the decoded boxes are learned
 * from as they are.
 *
 * @see <a href="https://github.com/ultralytics/ultralytics">Ultralytics</a>
 */
final class Yolo11Training implements TrainableFamily {

  @Override
  public boolean trains(String family) {
    return family.equals("yolo11");
  }

  @Override
  public TrainableHead in(Graph graph, DetectorSpec spec) throws DetectorException {
    NodeProto join = join(HeadParameters.output(graph, spec), graph);
    LogitRecovery logits = new LogitRecovery(graph);
    String classes = logits.of(join.getInput(1));
    String boxes = join.getInput(0);
    AnchorGrid grid =
        AnchorGrid.of(spec.input().width(), spec.input().height(), HeadParameters.strides(spec));
    Optional<Distributions> found = Distributions.behind(boxes, graph);
    return new ExportedHead(
        logits.added(),
        List.of(found.map(Distributions::logits).orElse(boxes), classes),
        (scope, tensors) -> {
          Tensor box = tensors.get(0);
          Tensor scores = tensors.get(1).transpose(0, 2, 1);
          if (found.isEmpty()) {
            Tensor distances = Distances.ofPixels(scope, box.transpose(0, 2, 1), grid);
            return new RawHeadOutputs(distances, scores, grid, 1);
          }
          Tensor sides = found.get().arrange(box);
          return new RawHeadOutputs(sides, scores, grid, (int) sides.shape()[2] / 4);
        });
  }

  private static NodeProto join(String output, Graph graph) throws DetectorException {
    NodeProto last = Wiring.of(graph).producer(output).orElse(null);
    if (last == null || !last.getOpType().equals("Concat") || last.getInputCount() != 2) {
      throw new DetectorException(
          "'"
              + output
              + "' cannot be trained: it should be boxes and scores put together, but comes of "
              + (last == null ? "no node" : last.getOpType() + " '" + last.getName() + "'")
              + "; export the model without suppression, int8 or half precision");
    }
    return last;
  }
}
