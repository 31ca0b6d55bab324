package io.vedette.federated.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.graph.GraphBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BackboneTest {

  private static final int SIZE = 64;

  /**
   * The published classifiers' counts without what stands behind the last block: 5,483,032 less
   * 155,520 (1x1 to 960) and 2,511,080 (classifier); 2,542,856 less 56,448 and 1,615,848; 4,652,008
   * less 412,160 (1x1 to 1280) and 1,281,000.
   */
  @ParameterizedTest
  @CsvSource({
    "MOBILENET_V3_LARGE, 2816432",
    "MOBILENET_V3_SMALL, 870560",
    "EFFICIENTNET_LITE, 2958848"
  })
  void isThePublishedOne(Backbone backbone, long parameters) {
    Design design = Design.yolo11().withBackbone(backbone).withWidth(1).withDepth(1);
    LayerCost tally = new LayerCost();

    build(design, tally);

    assertThat(tally.size().parameters()).isEqualTo(parameters);
  }

  static Stream<Arguments> backbonesAndLevels() {
    return Arrays.stream(Backbone.values())
        .flatMap(
            backbone ->
                Stream.of(Levels.STANDARD, Levels.FINE, new Levels(4, 32), new Levels(8, 16))
                    .map(levels -> Arguments.of(backbone, levels)));
  }

  @ParameterizedTest
  @MethodSource("backbonesAndLevels")
  void givesAFeatureForEveryLevel(Backbone backbone, Levels levels) {
    for (double scale : new double[] {0.4, 1, 1.6}) {
      Design design =
          Design.yolo11()
              .withBackbone(backbone)
              .withLevels(levels)
              .withWidth(scale)
              .withDepth(scale);

      List<Feature> features = build(design, new LayerCost());

      assertThat(features.stream().mapToInt(Feature::side).toArray())
          .isEqualTo(Arrays.stream(levels.strides()).map(stride -> SIZE / stride).toArray());
      assertThat(features).allSatisfy(f -> assertThat(f.channels() % 8).isZero());
    }
  }

  @Test
  void depthAndWidthAreFactors() {
    for (Backbone backbone : Backbone.values()) {
      Design design = Design.yolo11().withBackbone(backbone).withWidth(1).withDepth(1);

      assertThat(parameters(design.withDepth(2))).as("deeper").isGreaterThan(parameters(design));
      assertThat(parameters(design.withWidth(0.5)))
          .as("narrower")
          .isLessThan(parameters(design) / 2);
    }
  }

  @Test
  void everyChoiceGoesWithEveryOther() {
    for (Backbone backbone : Backbone.values()) {
      for (Neck neck : Neck.values()) {
        for (Attention attention : Attention.values()) {
          for (Levels levels : List.of(Levels.STANDARD, Levels.FINE, new Levels(4, 32))) {
            Design design =
                Design.yolo11()
                    .withBackbone(backbone)
                    .withNeck(neck)
                    .withAttention(attention)
                    .withLevels(levels);

            assertThat(design.size(3, SIZE).parameters()).isPositive();
          }
        }
      }
    }
  }

  private static long parameters(Design design) {
    LayerCost tally = new LayerCost();
    build(design, tally);
    return tally.size().parameters();
  }

  private static List<Feature> build(Design design, LayerCost tally) {
    GraphBuilder graph = new GraphBuilder("backbone", 17);
    graph.input("images", "batch", 3, SIZE, SIZE);
    Layers layers = new Layers(graph, new ShapesOnly(), tally, design.activation());
    return design.backbone().build(layers, design, new Feature("images", 3, SIZE));
  }
}
