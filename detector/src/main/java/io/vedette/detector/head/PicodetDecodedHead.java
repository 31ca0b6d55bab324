package io.vedette.detector.head;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * PicoDet with decoding in the graph and suppression left out: {@code [batch, cells, 4]} corners in
 * input pixels and {@code [batch, classes, cells]} scores. Takes what {@link PicodetHead} takes.
 *
 * @see <a href="https://arxiv.org/abs/2111.00902">PP-PicoDet</a>
 */
final class PicodetDecodedHead implements Head {

  @Override
  public String family() {
    return "picodet-decoded";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    List<ValueInfoProto> outputs = graph.outputs();
    if (outputs.size() != 2) {
      return Optional.empty();
    }
    return recognise(outputs.get(0), outputs.get(1), image)
        .or(() -> recognise(outputs.get(1), outputs.get(0), image));
  }

  private Optional<Recognition> recognise(
      ValueInfoProto boxes, ValueInfoProto scores, ImageInput image) {
    Shape box = Shape.of(boxes);
    Shape score = Shape.of(scores);
    if (box.rank() != 3
        || score.rank() != 3
        || box.get(2) != 4
        || box.get(1) != score.get(2)
        || score.isDynamic(1)
        || Grid.stridesFor(image, box.get(1)).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Recognition(
            new HeadSpec(family(), Map.of("boxes", boxes.getName(), "scores", scores.getName())),
            PicodetHead.input(image),
            OptionalInt.of((int) score.get(1)),
            0.6f));
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput boxes = OutputLookup.parameter(outputs, spec, "boxes");
    HeadOutput scores = OutputLookup.parameter(outputs, spec, "scores");
    if (boxes.rank() != 2 || boxes.size(1) != 4) {
      throw OutputLookup.wrongForm(family(), boxes, "[cells, 4]");
    }
    if (scores.rank() != 2 || scores.size(1) != boxes.size(0)) {
      throw OutputLookup.wrongForm(family(), scores, "[classes, " + boxes.size(0) + "]");
    }
    OutputLookup.checkClasses(scores, scores.size(0), spec);
    List<Candidate> candidates = new ArrayList<>();
    for (int c = 0; c < scores.size(0); c++) {
      for (int cell = 0; cell < scores.size(1); cell++) {
        float score = scores.get(c, cell);
        if (!(score < threshold)) {
          candidates.add(new Candidate(OutputLookup.cornersAt(boxes, cell), c, score));
        }
      }
    }
    return candidates;
  }
}
