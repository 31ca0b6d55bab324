package io.vedette.detector.runtime;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.head.SpecInference;
import java.util.List;
import java.util.Map;

/**
 * A detector of brightness: its only box lies at 8..24 of a 32x32 input, and the score of its
 * second class is the picture's mean brightness.
 */
final class Brightness {

  static final int ANCHORS = 21; // of a 32x32 input: 16 + 4 + 1

  private static final DetectorSpec SPEC =
      new DetectorSpec(
          List.of("dark", "bright"),
          InputSpec.standard("images", 32, 32),
          new HeadSpec("yolo11", Map.of("strides", "8,16,32")),
          0.1f,
          0.5f);

  private Brightness() {}

  /** The graph, with its spec inside. */
  static Graph graph(Object batch) {
    GraphBuilder g = new GraphBuilder("brightness", 17);
    String x = g.input("images", batch, 3, 32, 32);
    String mean =
        g.node("ReduceMean", x).ints("axes", 1, 2, 3).integer("keepdims", 1).output("mean");
    String flat =
        g.node("Reshape", mean, g.initializer("shape", new long[] {-1, 1, 1}, 3)).output("flat");
    float[] still = new float[6 * ANCHORS];
    float[] lit = new float[6 * ANCHORS];
    for (int row = 0; row < 4; row++) {
      still[row * ANCHORS] = 16;
    }
    lit[5 * ANCHORS] = 1;
    String bright = g.node("Mul", flat, g.initializer("lit", lit, 1, 6, ANCHORS)).output("bright");
    String sum =
        g.node("Add", bright, g.initializer("still", still, 1, 6, ANCHORS)).output("output0");
    g.output(sum, batch, 6, ANCHORS);
    return SpecInference.embed(g.build(), SPEC);
  }

  static OnnxDetector open(Object batch) throws DetectorException {
    return OnnxDetector.plain(graph(batch).toBytes(), SPEC, "brightness", RuntimeOptions.DEFAULT);
  }
}
