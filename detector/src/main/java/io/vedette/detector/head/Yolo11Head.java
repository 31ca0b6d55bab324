package io.vedette.detector.head;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * YOLOv8 and YOLO11 as Ultralytics exports them, and YOLO26 without its end-to-end answers: one
 * output {@code [batch, 4 + classes, anchors]}, boxes as centre x, centre y, width, height in input
 * pixels, class scores after the sigmoid. A box is given the one class that it is surest of.
 *
 * @see <a href="https://github.com/ultralytics/ultralytics">Ultralytics</a>
 */
final class Yolo11Head implements Head {

  private static final int BOX = 4;

  /** Anchors that are looked at together: few enough for the fastest memory. */
  private static final int BLOCK = 512;

  @Override
  public String family() {
    return "yolo11";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    ValueInfoProto output = graph.outputs().get(0);
    Shape shape = Shape.of(output);
    if (shape.rank() != 3) {
      return Optional.empty();
    }
    long channels = shape.get(1);
    boolean fits = Grid.stridesFor(image, shape.get(2)).isPresent();
    boolean open = shape.isDynamic(2) && channels > BOX && !EndToEndHead.selects(graph);
    return fits || open ? accept(graph, image) : Optional.empty();
  }

  @Override
  public Optional<Recognition> accept(Graph graph, ImageInput image) {
    ValueInfoProto output = graph.outputs().get(0);
    Shape shape = Shape.of(output);
    int[] strides =
        shape.rank() == 3 ? Grid.stridesFor(image, shape.get(2)).orElse(Grid.USUAL) : Grid.USUAL;
    return OutputLookup.channels(output, BOX)
        .map(
            classes ->
                new Recognition(
                    new HeadSpec(
                        family(),
                        Map.of("output", output.getName(), "strides", Grid.text(strides))),
                    InputSpec.standard(image.name(), image.width(), image.height()),
                    classes,
                    0.7f));
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput output = OutputLookup.main(outputs, spec);
    if (output.rank() != 2 || output.size(0) <= BOX) {
      throw OutputLookup.wrongForm(family(), output, "[4 + classes, anchors]");
    }
    int classes = output.size(0) - BOX;
    OutputLookup.checkClasses(output, classes, spec);
    int anchors = output.size(1);
    float[] data = output.data();
    List<Candidate> candidates = new ArrayList<>();
    float[] best = new float[BLOCK];
    for (int from = 0; from < anchors; from += BLOCK) {
      int count = Math.min(BLOCK, anchors - from);
      Arrays.fill(best, 0);
      // class by class along the rows: that is how the values lie in memory
      for (int c = 0; c < classes; c++) {
        int begin = output.offset() + (BOX + c) * anchors + from;
        for (int i = 0; i < count; i++) {
          best[i] = Math.max(best[i], data[begin + i]);
        }
      }
      for (int i = 0; i < count; i++) {
        float score = best[i];
        if (!(score < threshold) && score != 0) {
          int anchor = from + i;
          int label = classOf(output, anchor, classes, score);
          candidates.add(new Candidate(box(output, anchor), label, score));
        }
      }
    }
    return candidates;
  }

  /** The first class with the score; where one class is no number, the score is none either. */
  private static int classOf(HeadOutput output, int anchor, int classes, float score) {
    for (int c = 0; c < classes; c++) {
      if (Float.compare(output.get(BOX + c, anchor), score) == 0) {
        return c;
      }
    }
    throw new IllegalStateException("the largest score is one of them");
  }

  private static Box box(HeadOutput output, int anchor) {
    return OutputLookup.centred(
        output.get(0, anchor), output.get(1, anchor), output.get(2, anchor), output.get(3, anchor));
  }
}
