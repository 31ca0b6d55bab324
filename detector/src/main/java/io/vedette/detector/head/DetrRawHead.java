package io.vedette.detector.head;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * RT-DETR, D-FINE and DEIM as their networks answer, without the decoding that {@link DetrHead}
 * expects in the graph: {@code [batch, queries, classes]} logits and {@code [batch, queries, 4]}
 * boxes, centre and size as shares of the input. Each class of a query counts for itself, score =
 * sigmoid(logit); no suppression needed. Takes RGB / 255, stretched.
 *
 * @see <a href="https://arxiv.org/abs/2304.08069">DETRs Beat YOLOs on Real-time Object
 *     Detection</a>
 * @see <a href="https://arxiv.org/abs/2410.13842">D-FINE</a>
 */
final class DetrRawHead implements Head {

  /** More rows are anchors, not queries. */
  static final int MAX_QUERIES = 1000;

  @Override
  public String family() {
    return "detr-raw";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    return PairedOutputs.find(graph)
        .filter(pair -> pair.rows() <= MAX_QUERIES && !pair.scoresAreCalled("score"))
        .map(
            pair ->
                new Recognition(
                    new HeadSpec(family(), pair.parameters()),
                    image.stretched(InputSpec.ColorOrder.RGB, 1f / 255),
                    OptionalInt.of(pair.classes()),
                    1));
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput boxes = OutputLookup.parameter(outputs, spec, "boxes");
    HeadOutput logits = OutputLookup.parameter(outputs, spec, "scores");
    if (boxes.rank() != 2 || boxes.size(1) != 4) {
      throw OutputLookup.wrongForm(family(), boxes, "[queries, 4]");
    }
    if (logits.rank() != 2 || logits.size(0) != boxes.size(0)) {
      throw OutputLookup.wrongForm(family(), logits, "[" + boxes.size(0) + ", classes]");
    }
    OutputLookup.checkClasses(logits, logits.size(1), spec);
    double least = Math.log(threshold / (1.0 - threshold));
    List<Candidate> candidates = new ArrayList<>();
    for (int query = 0; query < logits.size(0); query++) {
      for (int c = 0; c < logits.size(1); c++) {
        float logit = logits.get(query, c);
        if (!(logit < least)) {
          Box box = OutputLookup.shares(OutputLookup.centredAt(boxes, query), spec.input());
          candidates.add(new Candidate(box, c, (float) (1 / (1 + Math.exp(-logit)))));
        }
      }
    }
    return candidates;
  }

  @Override
  public boolean repeatsObjects() {
    return false;
  }
}
