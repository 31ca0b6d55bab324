package io.vedette.detector.head;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.InputSpec;
import io.vedette.detector.InputSpec.Layout;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The input that takes the picture: {@code [batch, channels, height, width]} or {@code [batch,
 * height, width, channels]}, with three channels of colour or one of brightness.
 *
 * @param name the graph input's name
 * @param width pixels
 * @param height pixels
 * @param layout where its channels are
 * @param gray whether it has one channel
 * @param bytes whether it takes whole numbers 0 to 255, which its graph scales by itself
 */
public record ImageInput(
    String name, int width, int height, Layout layout, boolean gray, boolean bytes) {

  /** Larger inputs are refused, pixels a side. */
  static final int MAX_SIDE = 4096;

  private static final Logger log = LoggerFactory.getLogger(ImageInput.class);

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
              + ": a detector takes one picture [batch, channels, height, width]; this graph's"
              + " inputs are "
              + describe(graph.inputs()));
    }
    ValueInfoProto picture = pictures.get(0);
    Shape shape = Shape.of(picture);
    Layout layout = layout(shape, hints, where);
    InputSize size = size(graph, shape, layout, hints, where);
    boolean gray = shape.get(channels(layout)) == 1;
    boolean bytes =
        picture.getType().getTensorType().getElemType() == TensorProto.DataType.UINT8.getNumber();
    return new ImageInput(picture.getName(), size.width(), size.height(), layout, gray, bytes);
  }

  private static Layout layout(Shape shape, Hints hints, String where) throws DetectorException {
    List<Layout> possible =
        Arrays.stream(Layout.values()).filter(layout -> fits(shape, channels(layout))).toList();
    if (hints.layout().isPresent() && possible.contains(hints.layout().get())) {
      return hints.layout().get();
    }
    if (possible.isEmpty() || hints.layout().isPresent()) {
      throw new DetectorException(
          where
              + ": the picture input is "
              + shape
              + "; three channels, or one of gray, are needed before height and width, or behind"
              + " them"
              + hints.layout().map(l -> ", not " + l).orElse(""));
    }
    if (possible.size() > 1 && shape.isDynamic(channels(Layout.NCHW))) {
      log.warn("{}: its picture input {} is taken for NCHW; else give --layout", where, shape);
    }
    return possible.get(0);
  }

  /** The axis of the channels. */
  private static int channels(Layout layout) {
    return layout == Layout.NCHW ? 1 : 3;
  }

  /** Whether the channels can be there: three or one, or so many as are fed where that is open. */
  private static boolean fits(Shape shape, int axis) {
    int other = axis == 1 ? 3 : 1;
    return areChannels(shape.get(axis)) || shape.isDynamic(axis) && !areChannels(shape.get(other));
  }

  private static boolean areChannels(long size) {
    return size == 3 || size == 1;
  }

  private static InputSize size(Graph graph, Shape shape, Layout layout, Hints hints, String where)
      throws DetectorException {
    int first = layout == Layout.NCHW ? 2 : 1;
    long height = shape.get(first);
    long width = shape.get(first + 1);
    if (hints.inputSize().isPresent()) {
      InputSize given = hints.inputSize().get();
      if (contradicts(given.width(), width) || contradicts(given.height(), height)) {
        throw new DetectorException(
            where
                + ": its input is fixed, "
                + shape
                + ", not "
                + given
                + "; leave out --input-size");
      }
      return given;
    }
    if (height == Shape.DYNAMIC || width == Shape.DYNAMIC) {
      Matcher size = IMGSZ.matcher(graph.metadata().getOrDefault("imgsz", ""));
      if (!size.find()) {
        throw new MissingHintException(
            MissingHintException.Hint.INPUT_SIZE,
            where
                + ": the input size is open ("
                + shape
                + "); give --input-size PIXELS, or WIDTHxHEIGHT");
      }
      height = Long.parseLong(size.group(1));
      width = Long.parseLong(size.group(2));
    }
    try {
      return new InputSize(Math.toIntExact(width), Math.toIntExact(height));
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new DetectorException(
          where + ": an input of " + width + "x" + height + "; at most " + MAX_SIDE + " a side", e);
    }
  }

  private static boolean contradicts(int given, long declared) {
    return declared != Shape.DYNAMIC && declared != given;
  }

  /** The dimensions that one picture has there. */
  public long[] shape() {
    return as(InputSpec.standard(name, width, height)).shape(1);
  }

  /** What a family takes, as this graph takes it. */
  InputSpec as(InputSpec family) {
    InputSpec laidOut = gray ? family.laidOut(layout).gray() : family.laidOut(layout);
    return bytes ? laidOut.plain() : laidOut;
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
