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
 * NanoDet-Plus: one output {@code [batch, cells, classes + 32]}, class scores after the sigmoid,
 * then the distributions of {@link FocalOutputs}, on strides 8, 16, 32 and 64; distances count from
 * a cell's corner, not its centre. Takes what {@link NanodetHead} takes.
 *
 * @see <a href="https://github.com/RangiLyu/nanodet">NanoDet</a>
 */
final class NanodetPlusHead implements Head {

  private static final int[] STRIDES = {8, 16, 32, 64};
  private static final int DISTRIBUTIONS = 4 * 8;

  @Override
  public String family() {
    return "nanodet-plus";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    ValueInfoProto output = graph.outputs().get(0);
    Shape shape = Shape.of(output);
    if (graph.outputs().size() != 1
        || shape.rank() != 3
        || shape.get(1) != Grid.cells(image.width(), image.height(), STRIDES)
        || shape.get(2) <= DISTRIBUTIONS) {
      return Optional.empty();
    }
    return Optional.of(
        new Recognition(
            new HeadSpec(
                family(), Map.of("output", output.getName(), "strides", Grid.text(STRIDES))),
            NanodetHead.input(image),
            OptionalInt.of((int) shape.get(2) - DISTRIBUTIONS),
            0.6f));
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput output = OutputLookup.main(outputs, spec);
    int[] strides = Grid.strides(spec.head());
    if (output.rank() != 2
        || output.size(1) <= DISTRIBUTIONS
        || output.size(0) != Grid.cells(spec.input(), strides)) {
      throw OutputLookup.wrongForm(
          family(), output, "[" + Grid.cells(spec.input(), strides) + ", classes + 32]");
    }
    int classes = output.size(1) - DISTRIBUTIONS;
    OutputLookup.checkClasses(output, classes, spec);
    List<Candidate> candidates = new ArrayList<>();
    int row = 0;
    for (int stride : strides) {
      int columns = Grid.columns(spec.input(), stride);
      int cells = columns * Grid.rows(spec.input(), stride);
      for (int cell = 0; cell < cells; cell++, row++) {
        int best = OutputLookup.surest(output, row, 0, classes, threshold);
        if (best >= 0) {
          candidates.add(
              new Candidate(
                  FocalOutputs.box(
                      output,
                      row,
                      classes,
                      (cell % columns) * stride,
                      (cell / columns) * stride,
                      stride),
                  best,
                  output.get(row, best)));
        }
      }
    }
    return candidates;
  }
}
