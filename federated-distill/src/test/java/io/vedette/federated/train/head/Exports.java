package io.vedette.federated.train.head;

import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Tiny detectors for 64x64 pictures of two classes, put together as exporters of the families do
 * it, for one picture at once.
 */
public final class Exports {

  private static final int SIDE = 64;
  private static final int CLASSES = 2;
  private static final int WIDTH = 16;
  private static final int BINS = 8;
  private static final int[] STRIDES = {8, 16, 32};
  private static final long ALL = Integer.MAX_VALUE;

  private final GraphBuilder graph = new GraphBuilder("exported", 13);
  private final Random random = new Random(3);
  private final float range;
  private int named;

  /**
   * @param range of what the network is fed
   */
  private Exports(float range) {
    this.range = range;
    graph.input("images", 1, 3, SIDE, SIDE);
    graph.metadata("names", "{0: 'light', 1: 'dark'}");
  }

  /** YOLO11 as Ultralytics exports it: the levels in one, then split into boxes and classes. */
  public static Graph ultralytics() {
    Exports e = new Exports(1);
    List<String> levels = new ArrayList<>();
    for (String level : e.levels(STRIDES)) {
      String box = e.conv(level, 4 * BINS, 1, 1, 0);
      String both = e.concat(1, box, e.conv(level, CLASSES, 1, 1, 0));
      levels.add(e.reshape(both, 1, 4 * BINS + CLASSES, -1));
    }
    String all = e.concat(2, levels.toArray(String[]::new));
    List<String> parts = e.split(all, 1, 4 * BINS, CLASSES);
    String bins = e.reshape(parts.get(0), 1, 4, BINS, -1);
    String first = e.transpose(bins, 0, 2, 1, 3);
    String shares = e.graph.node("Softmax", first).integer("axis", 1).output("shares");
    float[] index = new float[BINS];
    for (int i = 0; i < BINS; i++) {
      index[i] = i;
    }
    String weights = e.graph.initializer("dfl.conv.weight", index, 1, BINS, 1, 1);
    String mean = e.graph.node("Conv", shares, weights).output("mean");
    e.finish(e.boxes(e.reshape(mean, 1, 4, -1)), parts.get(1));
    return e.graph.build();
  }

  /** The same without distributions: the convolutions give the distances. */
  public static Graph ultralyticsWithoutBins() {
    Exports e = new Exports(1);
    List<String> distances = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    for (String level : e.levels(STRIDES)) {
      distances.add(e.reshape(e.conv(level, 4, 1, 1, 2), 1, 4, -1));
      classes.add(e.reshape(e.conv(level, CLASSES, 1, 1, 0), 1, CLASSES, -1));
    }
    String all = e.concat(2, distances.toArray(String[]::new));
    e.finish(e.boxes(all), e.concat(2, classes.toArray(String[]::new)));
    return e.graph.build();
  }

  /** YOLOv5: everything behind one sigmoid, three anchors a cell, decoded level by level. */
  public static Graph yolov5() {
    Exports e = new Exports(1);
    List<String> rows = new ArrayList<>();
    int level = 0;
    for (String features : e.levels(STRIDES)) {
      int stride = STRIDES[level++];
      int side = SIDE / stride;
      String raw = e.conv(features, 3 * (5 + CLASSES), 1, 1, -1);
      String split = e.reshape(raw, 1, 3, 5 + CLASSES, side, side);
      String last = e.transpose(split, 0, 1, 3, 4, 2);
      String y = e.graph.node("Sigmoid", last).output(e.name("y"));
      List<String> parts = e.split(y, 4, 2, 2, 1 + CLASSES);
      String twice = e.with("Mul", parts.get(0), new float[] {2}, 1);
      String moved = e.with("Add", twice, cells(side, -0.5f), 1, 1, side, side, 2);
      String xy = e.with("Mul", moved, new float[] {stride}, 1);
      String doubled = e.with("Mul", parts.get(1), new float[] {2}, 1);
      String squared = e.with("Pow", doubled, new float[] {2}, 1);
      float[] anchors = {stride, 2 * stride, 2 * stride, stride, 3 * stride, 3 * stride};
      String wh = e.with("Mul", squared, anchors, 1, 3, 1, 1, 2);
      rows.add(e.reshape(e.concat(4, xy, wh, parts.get(2)), 1, -1, 5 + CLASSES));
    }
    String output = e.concat(1, rows.toArray(String[]::new));
    e.graph.output(output, 1, 3 * cells(STRIDES), 5 + CLASSES);
    return e.graph.build();
  }

  /** YOLOX that decodes its own boxes. */
  public static Graph decodedYolox() {
    Exports e = new Exports(255);
    List<String> levels = new ArrayList<>();
    for (String features : e.levels(STRIDES)) {
      String box = e.conv(features, 4, 1, 1, 0.5f);
      String there = e.sigmoid(e.conv(features, 1, 1, 1, -1));
      String classes = e.sigmoid(e.conv(features, CLASSES, 1, 1, 0));
      levels.add(e.reshape(e.concat(1, box, there, classes), 1, 5 + CLASSES, -1));
    }
    String rows = e.transpose(e.concat(2, levels.toArray(String[]::new)), 0, 2, 1);
    float[] corners = new float[2 * cells(STRIDES)];
    float[] strides = new float[cells(STRIDES)];
    int at = 0;
    for (int stride : STRIDES) {
      float[] level = cells(SIDE / stride, 0);
      System.arraycopy(level, 0, corners, 2 * at, level.length);
      Arrays.fill(strides, at, at + level.length / 2, stride);
      at += level.length / 2;
    }
    String moved = e.with("Add", e.slice(rows, 2, 0, 2), corners, 1, strides.length, 2);
    String xy = e.with("Mul", moved, strides, 1, strides.length, 1);
    String size = e.graph.node("Exp", e.slice(rows, 2, 2, 4)).output("size");
    String wh = e.with("Mul", size, strides, 1, strides.length, 1);
    String output = e.concat(2, xy, wh, e.slice(rows, 2, 4, ALL));
    e.graph.output(output, 1, strides.length, 5 + CLASSES);
    return e.graph.build();
  }

  /** PicoDet: scores and distributions level by level, initializers also among the inputs. */
  public static Graph picodet() {
    Exports e = new Exports(1);
    List<String> classes = new ArrayList<>();
    List<String> boxes = new ArrayList<>();
    for (String features : e.levels(8, 16, 32, 64)) {
      String scores = e.sigmoid(e.conv(features, CLASSES, 1, 1, 0));
      classes.add(e.transpose(e.reshape(scores, 1, CLASSES, -1), 0, 2, 1));
      String sides = e.conv(features, 4 * BINS, 1, 1, 0);
      boxes.add(e.transpose(e.reshape(sides, 1, 4 * BINS, -1), 0, 2, 1));
    }
    for (int i = 0; i < classes.size(); i++) {
      e.graph.output(classes.get(i), 1, cells(8 << i), CLASSES);
    }
    for (int i = 0; i < boxes.size(); i++) {
      e.graph.output(boxes.get(i), 1, cells(8 << i), 4 * BINS);
    }
    return listed(e.graph.build());
  }

  private static Graph listed(Graph graph) {
    var body = graph.graph().toBuilder();
    graph
        .initializers()
        .values()
        .forEach(
            tensor -> {
              var value = body.addInputBuilder().setName(tensor.getName());
              var type = value.getTypeBuilder().getTensorTypeBuilder();
              type.setElemType(tensor.getDataType());
              tensor
                  .getDimsList()
                  .forEach(size -> type.getShapeBuilder().addDimBuilder().setDimValue(size));
            });
    return graph.withBody(body.build());
  }

  /** Features at each of the strides. */
  private List<String> levels(int... strides) {
    String small = with("Mul", "images", new float[] {1 / range}, 1);
    String x = relu(conv(small, 3, 8, 3, 2, 0));
    x = relu(conv(x, 8, WIDTH, 3, 2, 0));
    List<String> levels = new ArrayList<>();
    for (int i = 0; i < strides.length; i++) {
      x = relu(conv(x, WIDTH, WIDTH, 3, 2, 0));
      levels.add(x);
    }
    return levels;
  }

  private String conv(String x, int to, int kernel, int stride, float bias) {
    return conv(x, WIDTH, to, kernel, stride, bias);
  }

  private String conv(String x, int from, int to, int kernel, int stride, float bias) {
    float[] weights = new float[to * from * kernel * kernel];
    double deviation = Math.sqrt(2.0 / (from * kernel * kernel));
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (deviation * random.nextGaussian());
    }
    float[] biases = new float[to];
    Arrays.fill(biases, bias);
    String w = graph.initializer(name("weight"), weights, to, from, kernel, kernel);
    String b = graph.initializer(name("bias"), biases, to);
    long pad = kernel / 2;
    return graph
        .node("Conv", x, w, b)
        .ints("kernel_shape", kernel, kernel)
        .ints("strides", stride, stride)
        .ints("pads", pad, pad, pad, pad)
        .output(name("conv"));
  }

  /** Centre and size in pixels of distances in strides {@code [1, 4, anchors]}. */
  private String boxes(String distances) {
    int size = cells(STRIDES);
    AnchorGrid grid = AnchorGrid.of(SIDE, SIDE, STRIDES);
    float[] centers = new float[2 * size];
    for (int i = 0; i < size; i++) {
      centers[i] = grid.centerX()[i] / grid.stride()[i];
      centers[size + i] = grid.centerY()[i] / grid.stride()[i];
    }
    String anchors = graph.initializer("anchors", centers, 1, 2, size);
    String low = graph.node("Sub", anchors, slice(distances, 1, 0, 2)).output("low");
    String high = graph.node("Add", anchors, slice(distances, 1, 2, 4)).output("high");
    String sum = graph.node("Add", low, high).output("sum");
    String center = with("Div", sum, new float[] {2}, 1);
    String extent = graph.node("Sub", high, low).output("extent");
    return with("Mul", concat(1, center, extent), grid.stride(), 1, 1, size);
  }

  private void finish(String boxes, String classes) {
    String output = concat(1, boxes, sigmoid(classes));
    graph.output(output, 1, 4 + CLASSES, cells(STRIDES));
  }

  private static int cells(int... strides) {
    return Arrays.stream(strides).map(s -> (SIDE / s) * (SIDE / s)).sum();
  }

  /** Column and row of every cell, moved by an offset. */
  private static float[] cells(int side, float offset) {
    float[] cells = new float[2 * side * side];
    for (int i = 0; i < side * side; i++) {
      cells[2 * i] = i % side + offset;
      cells[2 * i + 1] = i / side + offset;
    }
    return cells;
  }

  private String with(String operator, String x, float[] constant, long... shape) {
    String c = graph.initializer(name("constant"), constant, shape);
    return graph.node(operator, x, c).output(name(operator));
  }

  private String relu(String x) {
    return graph.node("Relu", x).output(name("relu"));
  }

  private String sigmoid(String x) {
    return graph.node("Sigmoid", x).output(name("scores"));
  }

  private String reshape(String x, long... shape) {
    String to = graph.initializer(name("shape"), shape, shape.length);
    return graph.node("Reshape", x, to).output(name("reshaped"));
  }

  private String transpose(String x, long... axes) {
    return graph.node("Transpose", x).ints("perm", axes).output(name("transposed"));
  }

  private String concat(int axis, String... parts) {
    return graph.node("Concat", parts).integer("axis", axis).output(name("joined"));
  }

  private List<String> split(String x, int axis, long... sizes) {
    String lengths = graph.initializer(name("lengths"), sizes, sizes.length);
    String[] names = new String[sizes.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = name("part");
    }
    return graph.node("Split", x, lengths).integer("axis", axis).outputs(names);
  }

  private String slice(String x, long axis, long from, long to) {
    return graph
        .node(
            "Slice",
            x,
            graph.initializer(name("from"), new long[] {from}, 1),
            graph.initializer(name("to"), new long[] {to}, 1),
            graph.initializer(name("axis"), new long[] {axis}, 1))
        .output(name("slice"));
  }

  private String name(String what) {
    return what + "." + named++;
  }
}
