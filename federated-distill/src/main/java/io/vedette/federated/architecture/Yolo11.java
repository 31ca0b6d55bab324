package io.vedette.federated.architecture;

import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.head.SpecInference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Builds a detector of YOLO11's shape at any scale: a backbone of strided convolutions and C3k2
 * blocks, SPPF and (from nano up) C2PSA at its end, a neck that carries features down and up again,
 * and a decoupled head on strides 8, 16 and 32.
 *
 * <p>Input {@code images [batch, 3, size, size]}; output {@code output0 [batch, 4 + classes,
 * anchors]}: center x, center y, width, height in input pixels, then class scores after sigmoid.
 * Batch normalizations are nodes of their own, so that the graph can be trained.
 *
 * @see <a href="https://docs.ultralytics.com/models/yolo11/">YOLO11</a>
 */
public final class Yolo11 {

  private static final int[] STRIDES = {8, 16, 32};
  private static final String INPUT = "images";
  private static final int OPSET = 17;

  /**
   * Everything that distinguishes one network from another.
   *
   * @param labels class names
   * @param inputSize height and width, pixels; a multiple of 32
   * @param depth factor on the number of blocks
   * @param width factor on the number of channels
   * @param maxChannels limit of the channels before {@code width}
   * @param activation behind every convolution
   * @param bins of a side's distance distribution (reg_max): 16 for large objects, 8 for small
   * @param attention whether C2PSA ends the backbone
   * @param nested whether every C3k2 nests C3k blocks, as the large scales do
   */
  public record Choices(
      List<String> labels,
      int inputSize,
      double depth,
      double width,
      int maxChannels,
      Activation activation,
      int bins,
      boolean attention,
      boolean nested) {

    public Choices {
      labels = List.copyOf(labels);
      if (labels.isEmpty()) {
        throw new IllegalArgumentException("a detector needs at least one label");
      }
      if (inputSize < 32 || inputSize % 32 != 0 || inputSize > 2048) {
        throw new IllegalArgumentException(
            "input size " + inputSize + " is no multiple of 32 up to 2048");
      }
      if (bins < 2 || bins > 64) {
        throw new IllegalArgumentException(bins + " distance bins are outside 2 to 64");
      }
    }

    int channels(int full) {
      return Math.max(8, (int) Math.ceil(Math.min(full, maxChannels) * width / 8) * 8);
    }

    int repeats(int full) {
      return Math.max(1, (int) Math.round(full * depth));
    }
  }

  private final GraphBuilder graph = new GraphBuilder("yolo11", OPSET);
  private final Choices choices;
  private final Layers layers;
  private final CrossStage stages;

  private Yolo11(Choices choices, long seed) {
    this.choices = choices;
    this.layers = new Layers(graph, choices.activation(), seed);
    this.stages = new CrossStage(layers);
  }

  /** A new network; the same seed gives the same weights. */
  public static Graph build(Choices choices, long seed) {
    return new Yolo11(choices, seed).build();
  }

  private Graph build() {
    int size = choices.inputSize();
    graph.input(INPUT, "batch", 3, size, size);
    DetectionHead head =
        new DetectionHead(graph, layers, choices.labels().size(), choices.bins(), size);
    head.build(neck(backbone()), STRIDES);
    return SpecInference.embed(graph.build(), spec(head));
  }

  /** Features at strides 8, 16 and 32. */
  private List<Feature> backbone() {
    Feature x = down("b0", new Feature(INPUT, 3), 64);
    x = down("b1", x, 128);
    x = stage("b2", x, 256, choices.nested(), 0.25);
    x = down("b3", x, 256);
    Feature p3 = stage("b4", x, 512, choices.nested(), 0.25);
    x = down("b5", p3, 512);
    Feature p4 = stage("b6", x, 512, true, 0.5);
    x = down("b7", p4, 1024);
    x = stage("b8", x, 1024, true, 0.5);
    x = SpatialPyramid.sppf(layers, "b9", x, choices.channels(1024));
    if (choices.attention()) {
      PartialAttention attention = new PartialAttention(graph, layers);
      x = attention.c2psa("b10", x, choices.repeats(2), choices.inputSize() / 32);
    }
    return List.of(p3, p4, x);
  }

  private List<Feature> neck(List<Feature> levels) {
    Feature p5 = levels.get(2);
    Feature x = join("n1", layers.upsample("n0", p5), levels.get(1));
    Feature middle = stage("n2", x, 512, choices.nested(), 0.5);
    x = join("n4", layers.upsample("n3", middle), levels.get(0));
    Feature fine = stage("n5", x, 256, choices.nested(), 0.5);
    x = join("n7", down("n6", fine, 256), middle);
    Feature medium = stage("n8", x, 512, choices.nested(), 0.5);
    x = join("n10", down("n9", medium, 512), p5);
    return List.of(fine, medium, stage("n11", x, 1024, true, 0.5));
  }

  private Feature down(String name, Feature x, int channels) {
    return layers.conv(name, x, choices.channels(channels), 3, 2);
  }

  private Feature stage(String name, Feature x, int channels, boolean nested, double share) {
    return stages.c3k2(name, x, choices.channels(channels), choices.repeats(2), nested, share);
  }

  private Feature join(String name, Feature a, Feature b) {
    return layers.concat(name, List.of(a, b));
  }

  private DetectorSpec spec(DetectionHead head) {
    Map<String, String> parameters =
        Map.of(
            "strides",
            Arrays.stream(STRIDES).mapToObj(Integer::toString).collect(Collectors.joining(",")),
            "reg_max",
            Integer.toString(choices.bins()),
            "box_logits",
            String.join(",", head.boxLogits()),
            "class_logits",
            String.join(",", head.classLogits()));
    return new DetectorSpec(
        choices.labels(),
        InputSpec.standard(INPUT, choices.inputSize(), choices.inputSize()),
        new HeadSpec("yolo11", parameters),
        0.25f,
        0.6f);
  }
}
