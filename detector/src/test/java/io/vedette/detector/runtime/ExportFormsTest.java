package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.InputSpec.Layout;
import io.vedette.detector.Picture;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Exporters write one detector in many forms: channels first or last, bytes, halves or floats,
 * integer labels. Each graph here is sure of an object as far as one pixel is red, so that a
 * picture which arrives in another form than the graph takes is not seen.
 */
class ExportFormsTest {

  private static final int SIDE = 64;
  private static final int ROW = 9;
  private static final int COLUMN = 21;

  /** Where every graph here sees its object. */
  private static final Box OBJECT = new Box(16, 32, 48, 40);

  /** The object's share of the input, y first. */
  private static final float[] SHARES = {0.5f, 0.25f, 0.625f, 0.75f};

  private static final int RED = 204;

  /** Of strides 8, 16 and 32. */
  private static final int CELLS = 64 + 16 + 4;

  private enum Form {
    TENSORFLOW_ZOO(DataType.UINT8, Layout.NHWC, 1, "height"),
    TENSORFLOW_ZOO_BATCH_OPEN(DataType.UINT8, Layout.NHWC, "batch", "height"),
    TENSORFLOW_FIXED(DataType.UINT8, Layout.NHWC, 1, SIDE),
    TENSORFLOW_FLOAT(DataType.FLOAT, Layout.NHWC, 1, SIDE),
    TENSORFLOW_PLANES(DataType.UINT8, Layout.NCHW, 1, SIDE),
    TENSORFLOW_INT64(DataType.UINT8, Layout.NHWC, 1, SIDE, DataType.INT64),
    TENSORFLOW_INT32(DataType.UINT8, Layout.NHWC, 1, SIDE, DataType.INT32),
    TENSORFLOW_HALF(DataType.FLOAT16, Layout.NHWC, 1, SIDE, DataType.FLOAT16);

    private final DataType pixels;
    private final Layout layout;
    private final Object batch;
    private final Object side;
    private final DataType classes;

    Form(DataType pixels, Layout layout, Object batch, Object side) {
      this(pixels, layout, batch, side, DataType.FLOAT);
    }

    Form(DataType pixels, Layout layout, Object batch, Object side, DataType classes) {
      this.pixels = pixels;
      this.layout = layout;
      this.batch = batch;
      this.side = side;
      this.classes = classes;
    }

    /** As TensorFlow's Object Detection API writes it, classes from 1 on. */
    Graph graph() {
      GraphBuilder g = new GraphBuilder("zoo", 13);
      Object other = side instanceof String ? "width" : side;
      Object[] dimensions =
          layout == Layout.NHWC
              ? new Object[] {batch, side, other, 3}
              : new Object[] {batch, 3, side, other};
      String red = red(g, g.input("input_tensor", pixels, dimensions), layout);
      output(g, "num_detections", red, new float[] {1}, 0, DataType.FLOAT, 1);
      output(g, "detection_scores", red, new float[] {1, 0}, 1, DataType.FLOAT, 1, 2);
      output(g, "detection_boxes", red, twoRows(), 0, DataType.FLOAT, 1, 2, 4);
      output(g, "detection_classes", red, new float[] {2, 0}, 0, classes, 1, 2);
      return g.build();
    }

    private static float[] twoRows() {
      float[] rows = new float[8];
      System.arraycopy(SHARES, 0, rows, 0, 4);
      return rows;
    }
  }

  /** How red the pixel is, 0 to 255, one value a picture: {@code [batch, 1]}. */
  private static String red(GraphBuilder g, String picture, Layout layout) {
    long[] from = layout == Layout.NHWC ? new long[] {ROW, COLUMN, 0} : new long[] {0, ROW, COLUMN};
    long[] until = {from[0] + 1, from[1] + 1, from[2] + 1};
    String pixel =
        g.node(
                "Slice",
                g.node("Cast", picture)
                    .integer("to", DataType.FLOAT.getNumber())
                    .output(picture + ".float"),
                g.initializer("from", from, 3),
                g.initializer("until", until, 3),
                g.initializer("axes", new long[] {1, 2, 3}, 3))
            .output("pixel");
    return g.node("Reshape", pixel, g.initializer("column", new long[] {-1, 1}, 2)).output("red");
  }

  /** Constant values; times the share of red where {@code seen} is 1. */
  private static void output(
      GraphBuilder g,
      String name,
      String red,
      float[] values,
      float seen,
      DataType type,
      Object... shape) {
    long[] dimensions = new long[shape.length];
    long[] ones = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      dimensions[i] = ((Number) shape[i]).longValue();
      ones[i] = i == 0 ? -1 : 1;
    }
    String factor =
        g.node("Mul", red, g.initializer(name + ".scale", new float[] {seen / 255}, 1))
            .output(name + ".part");
    String shifted =
        g.node("Add", factor, g.initializer(name + ".rest", new float[] {1 - seen}, 1))
            .output(name + ".factor");
    String shaped =
        g.node("Reshape", shifted, g.initializer(name + ".ones", ones, ones.length))
            .output(name + ".shaped");
    String product =
        g.node("Mul", shaped, g.initializer(name + ".values", values, dimensions))
            .output(name + ".product");
    g.node("Cast", product).integer("to", type.getNumber()).output(name);
    g.output(name, type, shape);
  }

  /** Black, but for the one pixel. */
  private static Picture picture() {
    byte[] bgr = new byte[3 * SIDE * SIDE];
    bgr[3 * (ROW * SIDE + COLUMN) + 2] = (byte) RED;
    return new Picture(SIDE, SIDE, bgr);
  }

  private static void isSeen(List<Detection> seen) {
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).label()).isEqualTo("b");
    assertThat(seen.get(0).score()).isCloseTo(RED / 255f, within(1e-3f));
    assertThat(seen.get(0).box()).isEqualTo(OBJECT);
  }

  private static Detector open(Graph graph) throws Exception {
    Hints hints = Hints.NONE.withLabels(List.of("a", "b", "c")).withInputSize(SIDE);
    DetectorSpec spec = SpecInference.infer(graph, hints, "m.onnx");
    return OnnxDetector.open(graph.toBytes(), spec, RuntimeOptions.DEFAULT);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void tensorFlowsDetectorsAreReadAsTheyAreExported(Form form) throws Exception {
    try (Detector detector = open(form.graph())) {
      assertThat(detector.spec().head().family()).isEqualTo("ssd-nms");
      assertThat(detector.spec().input().layout()).isEqualTo(form.layout);
      isSeen(detector.detect(picture()));
      assertThat(detector.detect(new Picture(SIDE, SIDE, new byte[3 * SIDE * SIDE]))).isEmpty();
      isSeen(detector.detect(picture()));
    }
  }

  /** YOLO11 with one object, its pixels and answers in one kind of number. */
  private static Graph yolo(DataType type, int batch) {
    GraphBuilder g = new GraphBuilder("half", 13);
    String red = red(g, g.input("images", type, batch, 3, SIDE, SIDE), Layout.NCHW);
    String perPicture =
        g.node("Reshape", red, g.initializer("cube", new long[] {-1, 1, 1}, 3)).output("each");
    float[] box = new float[7 * CELLS];
    float[] centred = {OBJECT.centerX(), OBJECT.centerY(), OBJECT.width(), OBJECT.height()};
    for (int i = 0; i < centred.length; i++) {
      box[i * CELLS + 5] = centred[i];
    }
    float[] sure = new float[7 * CELLS];
    float ofPlainPixels = type == DataType.UINT8 ? 255 : 1;
    sure[5 * CELLS + 5] = 1 / ofPlainPixels;
    String score =
        g.node("Mul", perPicture, g.initializer("sure", sure, 1, 7, CELLS)).output("score");
    String all = g.node("Add", score, g.initializer("box", box, 1, 7, CELLS)).output("all");
    DataType answers = type == DataType.UINT8 ? DataType.FLOAT : type;
    g.node("Cast", all).integer("to", answers.getNumber()).output("output0");
    g.output("output0", answers, batch, 7, CELLS);
    return g.build();
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "FLOAT16", "UINT8"})
  void yoloTakesFloatsHalvesAndBytes(DataType type) throws Exception {
    try (Detector detector = open(yolo(type, 1))) {
      assertThat(detector.spec().head().family()).isEqualTo("yolo11");
      assertThat(detector.spec().input().keepsPixels()).isEqualTo(type == DataType.UINT8);
      isSeen(detector.detect(picture()));
    }
  }

  @Test
  void aBatchThatIsFixedIsFilledUp() throws Exception {
    Picture black = new Picture(SIDE, SIDE, new byte[3 * SIDE * SIDE]);
    try (Detector detector = open(yolo(DataType.FLOAT16, 2))) {
      isSeen(detector.detect(picture()));
      List<List<Detection>> three = detector.detect(List.of(black, picture(), picture()));
      assertThat(three.get(0)).isEmpty();
      isSeen(three.get(1));
      isSeen(three.get(2));
    }
  }

  @Test
  void otherNumbersAreRefusedWithTheInputsName() {
    assertThatThrownBy(() -> open(yolo(DataType.INT16, 1)))
        .hasMessageContaining("input 'images'")
        .hasMessageContaining("INT16")
        .hasMessageContaining("float32");
  }

  @Test
  void bytesAreNotScaled() throws Exception {
    Graph graph = yolo(DataType.UINT8, 1);
    Hints hints = Hints.NONE.withLabels(List.of("a", "b", "c"));
    DetectorSpec spec = SpecInference.infer(yolo(DataType.FLOAT, 1), hints, "m.onnx");
    assertThatThrownBy(() -> OnnxDetector.open(graph.toBytes(), spec, RuntimeOptions.DEFAULT))
        .hasMessageContaining("'images'")
        .hasMessageContaining("scale 1");
  }
}
