package io.vedette.federated.train;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import io.vedette.detector.evaluate.CocoMetrics;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.image.Pictures;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small grey pictures with one light and one dark rectangle each. */
public final class Drawings {

  public static final List<String> LABELS = List.of("light", "dark");
  public static final int SIDE = 96;

  private Drawings() {}

  /** A network that is just large enough for them; always with the same weights. */
  public static Graph tiny() {
    return tiny(LABELS, 1);
  }

  static Graph tiny(List<String> labels, long seed) {
    return Yolo11.build(
        new Yolo11.Choices(labels, SIDE, 0.5, 0.125, 256, Activation.RELU, 8, false, false), seed);
  }

  public static Dataset write(Path folder, int count, long seed) throws IOException {
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] bgr = new byte[SIDE * SIDE * 3];
      Arrays.fill(bgr, (byte) 120);
      Box light = rectangle(bgr, 0, 230, random);
      Box dark = rectangle(bgr, SIDE / 2, 20, random);
      Path file = folder.resolve("drawing" + i + ".png");
      Pictures.write(file, new Picture(SIDE, SIDE, bgr));
      samples.add(
          new Sample("" + i, file, SIDE, SIDE, List.of(Truth.of(light, 0), Truth.of(dark, 1))));
    }
    return new Dataset("drawings", LABELS, samples);
  }

  /** How well a graph does on drawings, in ONNX Runtime. */
  public static double ap50(Graph graph, Dataset drawings) throws DetectorException {
    return judge(graph, drawings).ap50();
  }

  static CocoMetrics judge(Graph graph, Dataset drawings) throws DetectorException {
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "the trained graph");
    return new Validation(drawings, spec).of(graph, () -> {});
  }

  /** Somewhere in the upper or the lower half. */
  private static Box rectangle(byte[] bgr, int top, int grey, Random random) {
    int width = 12 + random.nextInt(28);
    int height = 12 + random.nextInt(28);
    int x = random.nextInt(SIDE - width);
    int y = top + random.nextInt(SIDE / 2 - height);
    for (int row = y; row < y + height; row++) {
      Arrays.fill(bgr, (row * SIDE + x) * 3, (row * SIDE + x + width) * 3, (byte) grey);
    }
    return new Box(x, y, x + width, y + height);
  }
}
