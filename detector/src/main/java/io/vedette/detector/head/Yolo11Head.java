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
import java.util.OptionalInt;

/**
 * YOLOv8 and YOLO11 as Ultralytics exports them: one output {@code [batch, 4 + classes, anchors]},
 * boxes as centre x, centre y, width, height in input pixels, class scores after the sigmoid. A box
 * is given the one class that it is surest of.
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
    Optional<int[]> strides = Grid.stridesFor(image, shape.get(2));
    boolean open = shape.isDynamic(2) && channels > BOX;
    if (strides.isEmpty() && !open || channels == BOX) {
      return Optional.empty();
    }
    OptionalInt classes =
        channels > BOX ? OptionalInt.of((int) channels - BOX) : OptionalInt.empty();
    HeadSpec head =
        new HeadSpec(
            family(),
            Map.of(
                "output", output.getName(),
                "strides", Grid.text(strides.orElse(new int[] {8, 16, 32}))));
    InputSpec input = InputSpec.standard(image.name(), image.width(), image.height());
    return Optional.of(new Recognition(head, input, classes, 0.7f));
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput output = HeadOutputs.main(outputs, spec);
    if (output.rank() != 2 || output.size(0) <= BOX) {
      throw HeadOutputs.wrongForm(family(), output, "[4 + classes, anchors]");
    }
    int classes = output.size(0) - BOX;
    HeadOutputs.checkClasses(output, classes, spec);
    int anchors = output.size(1);
    List<Candidate> candidates = new ArrayList<>();
    float[] best = new float[BLOCK];
    int[] bestClass = new int[BLOCK];
    for (int from = 0; from < anchors; from += BLOCK) {
      int until = Math.min(from + BLOCK, anchors);
      Arrays.fill(best, 0);
      // class by class along the rows: that is how the values lie in memory
      for (int c = 0; c < classes; c++) {
        for (int a = from; a < until; a++) {
          float score = output.get(BOX + c, a);
          if (score > best[a - from]) {
            best[a - from] = score;
            bestClass[a - from] = c;
          }
        }
      }
      for (int a = from; a < until; a++) {
        float score = best[a - from];
        if (score >= threshold && score > 0) {
          candidates.add(new Candidate(box(output, a), bestClass[a - from], score));
        }
      }
    }
    return candidates;
  }

  private static Box box(HeadOutput output, int anchor) {
    return HeadOutputs.centred(
        output.get(0, anchor), output.get(1, anchor), output.get(2, anchor), output.get(3, anchor));
  }
}
