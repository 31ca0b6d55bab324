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
 * SSD with its prior boxes put in and suppression left out: {@code scores} {@code [batch, priors, 1
 * + classes]} after the softmax, the background first, and {@code boxes} {@code [batch, priors, 4]}
 * with corners as shares of the input. Each class of a prior counts for itself. Takes RGB, (pixel -
 * 127) / 128, stretched.
 *
 * @see <a href="https://arxiv.org/abs/1512.02325">SSD: Single Shot MultiBox Detector</a>
 */
final class SsdHead implements Head {

  @Override
  public String family() {
    return "ssd";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    return PairedOutputs.find(graph)
        .filter(pair -> pair.rows() > DetrRawHead.MAX_QUERIES || pair.scoresAreCalled("score"))
        .filter(pair -> pair.classes() > 1)
        .map(
            pair ->
                new Recognition(
                    new HeadSpec(family(), pair.parameters()),
                    image.stretched(
                        InputSpec.ColorOrder.RGB,
                        1,
                        List.of(127f, 127f, 127f),
                        List.of(128f, 128f, 128f)),
                    OptionalInt.of(pair.classes() - 1),
                    0.45f));
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput boxes = OutputLookup.parameter(outputs, spec, "boxes");
    HeadOutput scores = OutputLookup.parameter(outputs, spec, "scores");
    if (boxes.rank() != 2 || boxes.size(1) != 4) {
      throw OutputLookup.wrongForm(family(), boxes, "[priors, 4]");
    }
    if (scores.rank() != 2 || scores.size(0) != boxes.size(0)) {
      throw OutputLookup.wrongForm(family(), scores, "[" + boxes.size(0) + ", 1 + classes]");
    }
    OutputLookup.checkClasses(scores, scores.size(1) - 1, spec);
    List<Candidate> candidates = new ArrayList<>();
    for (int prior = 0; prior < scores.size(0); prior++) {
      for (int c = 1; c < scores.size(1); c++) {
        float score = scores.get(prior, c);
        if (!(score < threshold)) {
          Box box = OutputLookup.shares(OutputLookup.cornersAt(boxes, prior), spec.input());
          candidates.add(new Candidate(box, c - 1, score));
        }
      }
    }
    return candidates;
  }
}
