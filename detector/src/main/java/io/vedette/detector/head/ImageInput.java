package io.vedette.detector.head;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Shape;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The input that takes the picture: {@code [batch, 3, height, width]}.
 *
 * @param name the graph input's name
 * @param width pixels
 * @param height pixels
 */
public record ImageInput(String name, int width, int height) {

  /** Larger inputs are refused, pixels a side. */
  static final int MAX_SIDE = 4096;

  /** What Ultralytics' exporter writes: {@code [height, width]}. */
  private static final Pattern IMGSZ = Pattern.compile("\\[\\s*(\\d{1,5}),\\s*(\\d{1,5})\\s*]");

  /**
   * Finds the input; an open size comes from the hints or from Ultralytics' {@code imgsz}.
   *
   * @throws DetectorException when there is none, or its size stays open
   */
  static ImageInput of(Graph graph, Hints hints, String where) throws DetectorException {
    List<ValueInfoProto> pictures =
        graph.inputs().stream().filter(i -> Shape.of(i).rank() == 4).toList();
    if (pictures.size() != 1) {
      throw new DetectorException(
          where
              + ": a detector takes one picture [batch, 3, height, width]; this graph's inputs are "
              + describe(graph.inputs()));
    }
    Shape shape = Shape.of(pictures.get(0));
    if (shape.get(1) != 3 && !shape.isDynamic(1)) {
      throw new DetectorException(
          where
              + ": the picture input is "
              + shape
              + "; three channels before height and width are needed: export it as NCHW");
    }
    long height = shape.get(2);
    long width = shape.get(3);
    if (height == Shape.DYNAMIC || width == Shape.DYNAMIC) {
      Matcher size = IMGSZ.matcher(graph.metadata().getOrDefault("imgsz", ""));
      if (hints.inputSize() > 0) {
        height = hints.inputSize();
        width = hints.inputSize();
      } else if (size.find()) {
        height = Long.parseLong(size.group(1));
        width = Long.parseLong(size.group(2));
      } else {
        throw new DetectorException(
            where + ": the input size is open (" + shape + "); give --input-size PIXELS");
      }
    }
    if (height < 1 || width < 1 || height > MAX_SIDE || width > MAX_SIDE) {
      throw new DetectorException(
          where + ": an input of " + width + "x" + height + "; at most " + MAX_SIDE + " a side");
    }
    return new ImageInput(pictures.get(0).getName(), (int) width, (int) height);
  }

  /** How a family takes it that fills the input with the picture and scales pixels only. */
  InputSpec stretched(InputSpec.ColorOrder order, float scale) {
    return stretched(order, scale, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f));
  }

  /** As {@link InputSpec} says: mean and deviation per channel of that order, after scaling. */
  InputSpec stretched(InputSpec.ColorOrder order, float scale, List<Float> mean, List<Float> std) {
    return new InputSpec(name, width, height, order, scale, mean, std, InputSpec.Fit.STRETCH, 0);
  }

  static String describe(List<ValueInfoProto> values) {
    return String.join(", ", values.stream().map(v -> v.getName() + " " + Shape.of(v)).toList());
  }
}
