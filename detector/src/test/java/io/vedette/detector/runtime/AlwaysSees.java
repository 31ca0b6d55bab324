package io.vedette.detector.runtime;

import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * A YOLO11 graph of 64x64 that answers the same whatever it is shown: cars, trucks and people at
 * given places, in values that need not make sense.
 */
public final class AlwaysSees {

  public static final List<String> LABELS = List.of("car", "truck", "person");

  public static final int SIDE = 64;

  /** Cells of strides 8, 16 and 32. */
  static final int CELLS = 64 + 16 + 4;

  static final int ROWS = 4 + 3;

  private final float[] values = new float[ROWS * CELLS];
  private int next;

  /** One object more: centre and size in input pixels. */
  public AlwaysSees object(String label, float score, float x, float y, float w, float h) {
    float[] box = {x, y, w, h};
    for (int i = 0; i < box.length; i++) {
      values[i * CELLS + next] = box[i];
    }
    values[(4 + LABELS.indexOf(label)) * CELLS + next] = score;
    next++;
    return this;
  }

  /** The constant that the graph answers with is the initializer {@code answer}. */
  public Graph graph() {
    return graph(1, 3, SIDE, SIDE);
  }

  /** The same with an input of other dimensions. */
  public Graph graph(Object... input) {
    GraphBuilder g = new GraphBuilder("always", 17);
    List<Object> dimensions = new ArrayList<>(List.of(input));
    String pixels = g.input("images", dimensions.toArray());
    // the picture is taken in, and comes to nothing
    String mean = g.node("ReduceMean", pixels).output("mean");
    String flat =
        g.node("Reshape", mean, g.initializer("cube", new long[] {1, 1, 1}, 3)).output("flat");
    String nothing =
        g.node("Mul", flat, g.initializer("nothing", new float[] {0}, 1)).output("none");
    String answer = g.initializer("answer", values, 1, ROWS, CELLS);
    g.output(g.node("Add", nothing, answer).output("output0"), 1, ROWS, CELLS);
    g.metadata("task", "detect");
    g.metadata("names", "{0: 'car', 1: 'truck', 2: 'person'}");
    return g.build();
  }
}
