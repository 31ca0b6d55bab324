package io.vedette.detector.head;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * FastestDet: one grid of stride 16, output {@code [batch, 5 + classes, rows, columns]} of
 * objectness, box and class probabilities; score = objectness^0.6 x class^0.4, centre = (tanh(xy) +
 * cell) / grid, size = sigmoid(wh), both as shares of the input. Takes BGR / 255, stretched.
 *
 * @see <a href="https://github.com/dog-qiuqiu/FastestDet">FastestDet</a>
 */
final class FastestDetHead implements Head {

  private static final int STRIDE = 16;
  private static final int BOX_AND_OBJECTNESS = 5;
  private static final double OBJECTNESS_WEIGHT = 0.6;

  @Override
  public String family() {
    return "fastestdet";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    Shape shape = Shape.of(graph.outputs().get(0));
    if (graph.outputs().size() != 1
        || shape.rank() != 4
        || shape.get(1) <= BOX_AND_OBJECTNESS
        || shape.get(2) * STRIDE != image.height()
        || shape.get(3) * STRIDE != image.width()) {
      return Optional.empty();
    }
    InputSpec input = image.stretched(InputSpec.ColorOrder.BGR, 1f / 255);
    HeadSpec head = new HeadSpec(family(), Map.of("output", graph.outputs().get(0).getName()));
    OptionalInt classes = OptionalInt.of((int) shape.get(1) - BOX_AND_OBJECTNESS);
    return Optional.of(new Recognition(head, input, classes, 0.45f));
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput output = OutputLookup.main(outputs, spec);
    if (output.rank() != 3 || output.size(0) <= BOX_AND_OBJECTNESS) {
      throw OutputLookup.wrongForm(family(), output, "[5 + classes, rows, columns]");
    }
    int classes = output.size(0) - BOX_AND_OBJECTNESS;
    OutputLookup.checkClasses(output, classes, spec);
    int cells = output.size(1) * output.size(2);
    // below this no class can lift a cell; a little less, for the rounding of powers
    double least = 0.999 * Math.pow(threshold, 1 / OBJECTNESS_WEIGHT);
    List<Candidate> candidates = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      double objectness = at(output, cells, 0, cell);
      if (objectness < least) {
        continue;
      }
      int best = 0;
      for (int c = 1; c < classes; c++) {
        if (at(output, cells, BOX_AND_OBJECTNESS + c, cell)
            > at(output, cells, BOX_AND_OBJECTNESS + best, cell)) {
          best = c;
        }
      }
      double probability = at(output, cells, BOX_AND_OBJECTNESS + best, cell);
      float score =
          (float)
              (Math.pow(objectness, OBJECTNESS_WEIGHT)
                  * Math.pow(probability, 1 - OBJECTNESS_WEIGHT));
      if (!(score < threshold)) {
        candidates.add(new Candidate(box(output, cells, cell, spec.input()), best, score));
      }
    }
    return candidates;
  }

  private static Box box(HeadOutput output, int cells, int cell, InputSpec input) {
    int rows = output.size(1);
    int columns = output.size(2);
    double x = (Math.tanh(at(output, cells, 1, cell)) + cell % columns) / columns;
    double y = (Math.tanh(at(output, cells, 2, cell)) + cell / columns) / rows;
    double width = sigmoid(at(output, cells, 3, cell));
    double height = sigmoid(at(output, cells, 4, cell));
    return OutputLookup.centred(
        (float) (x * input.width()),
        (float) (y * input.height()),
        (float) (width * input.width()),
        (float) (height * input.height()));
  }

  private static float at(HeadOutput output, int cells, int channel, int cell) {
    return output.get(channel * cells + cell);
  }

  private static double sigmoid(double value) {
    return 1 / (1 + Math.exp(-value));
  }
}
