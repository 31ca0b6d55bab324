package io.vedette.federated.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.autograd.ComputePrecision;
import io.vedette.federated.autograd.Mode;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.autograd.TrainableGraph;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.train.head.HeadLayout;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static final int SIZE = 64;
  private static final int BATCH = 2;
  private static final List<String> TWO = List.of("dot", "dash");

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1); // the tensors are too small to share the work
  }

  /** YOLO11's scales above n are made of the same blocks; their time is saved. */
  static Stream<Architecture> light() {
    return Architecture.all().stream().filter(a -> !a.name().matches("yolo11[smlx]"));
  }

  @ParameterizedTest
  @MethodSource("light")
  void answersAlikeWhereItIsTrainedAndWhereItRuns(Architecture architecture) throws Exception {
    Graph graph = architecture.build(TWO, SIZE, 1);
    float[] there = run(graph);

    try (TrainableGraph trainable = TrainableGraph.of(graph, n -> false);
        Scope scope = Scope.withoutGradients()) {
      float[] here =
          trainable
              .forward(scope, input(scope), List.of("output0"), Mode.EVAL)
              .get("output0")
              .toFloats();

      assertThat(here).hasSize(BATCH * 6 * anchors(architecture));
      assertThat(here).containsExactly(there, within(1e-3f));
    }
  }

  /** The first boxes are small and around their anchors: 1.5 cells to each side. */
  @ParameterizedTest
  @MethodSource("light")
  void beginsWithBoxesOfThreeCells(Architecture architecture) throws Exception {
    byte[] bytes = architecture.build(TWO, SIZE, 1).toBytes();
    int stride = architecture.design().levels().finest();
    int anchors = anchors(architecture);

    try (OnnxSession session = OnnxSession.open(bytes, "fresh", RuntimeOptions.DEFAULT)) {
      FloatTensor black = FloatTensor.of(new float[3 * SIZE * SIZE], 1, 3, SIZE, SIZE);
      float[] output = session.run(Map.of("images", black)).get("output0").values();

      assertThat(output[0]).isCloseTo(stride / 2f, within(stride / 2f));
      assertThat(output[2 * anchors]).isCloseTo(3 * stride, within((float) stride));
    }
  }

  static Stream<Arguments> lightInEachPrecision() {
    return light()
        .flatMap(
            architecture ->
                Stream.of(ComputePrecision.values())
                    .map(precision -> Arguments.of(architecture, precision)));
  }

  @ParameterizedTest
  @MethodSource("lightInEachPrecision")
  void gradientsReachEveryParameter(Architecture architecture, ComputePrecision precision)
      throws Exception {
    Graph graph = architecture.build(TWO, SIZE, 1);
    HeadLayout layout = HeadLayout.of(SpecInference.infer(graph, Hints.NONE, "fresh"));

    try (TrainableGraph trainable =
            TrainableGraph.of(graph, n -> n.matches(".*\\.(weight|bias)"), n -> false, precision);
        Scope scope = Scope.open()) {
      Tensor loss = scope.full(0);
      for (Tensor logits :
          trainable.forward(scope, input(scope), layout.tensors(), Mode.TRAIN).values()) {
        loss = loss.add(logits.square().sum());
      }
      loss.backward();

      assertThat(trainable.parameters())
          .isNotEmpty()
          .allSatisfy(
              (name, parameter) -> {
                Tensor gradient = parameter.gradient();
                assertThat(gradient).as(name).isNotNull();
                assertThat(gradient.toFloats()).as(name).doesNotContain(Float.NaN);
                assertThat(gradient.abs().sum().item()).as(name).isPositive();
              });
    }
  }

  /** What devices run: folded to the same answer, and rounded to 8 bits. */
  @ParameterizedTest
  @MethodSource("light")
  void isExported(Architecture architecture) throws Exception {
    Graph graph = architecture.build(TWO, SIZE, 1);
    byte[] grey = new byte[3 * SIZE * SIZE];
    new Random(2).nextBytes(grey);

    Exporter.Variants variants =
        Exporter.STANDARD.variants(graph, List.of(() -> new Picture(SIZE, SIZE, grey)));

    assertThat(run(variants.fp32())).containsExactly(run(graph), within(1e-3f));
    assertThat(run(variants.int8())).hasSameSizeAs(run(graph));
    assertThat(variants.int8().toBytes().length)
        .isLessThan(variants.fp32().toBytes().length * 2 / 3);
  }

  private static float[] run(Graph graph) throws Exception {
    try (OnnxSession session = OnnxSession.open(graph.toBytes(), "test", RuntimeOptions.DEFAULT)) {
      FloatTensor pixels = FloatTensor.of(noise(), BATCH, 3, SIZE, SIZE);
      return session.run(Map.of("images", pixels)).get("output0").values();
    }
  }

  @ParameterizedTest
  @MethodSource("light")
  void saysWhereItsLevelsAre(Architecture architecture) throws Exception {
    DetectorSpec spec =
        SpecInference.infer(architecture.build(TWO, SIZE, 1), Hints.NONE, architecture.name());
    HeadLayout layout = HeadLayout.of(spec);

    assertThat(spec.labels()).isEqualTo(TWO);
    assertThat(layout.strides()).isEqualTo(architecture.design().levels().strides());
    assertThat(layout.bins()).isEqualTo(architecture.design().bins());
    assertThat(layout.grid(SIZE, SIZE).size()).isEqualTo(anchors(architecture));
  }

  @Test
  void theSameSeedGivesTheSameFile() {
    Architecture pico = Architecture.named("vedette-pico").orElseThrow();

    assertThat(pico.build(TWO, 64, 3).toBytes()).isEqualTo(pico.build(TWO, 64, 3).toBytes());
    assertThat(pico.build(TWO, 64, 3).toBytes()).isNotEqualTo(pico.build(TWO, 64, 4).toBytes());
  }

  @Test
  void namesAreUnique() {
    Set<String> names =
        Architecture.all().stream().map(Architecture::name).collect(Collectors.toSet());

    assertThat(names).hasSameSizeAs(Architecture.all());
    assertThat(Architecture.named("yolo11z")).isEmpty();
  }

  @Test
  void aSizeThatDoesNotFitTheCoarsestLevelIsRefused() {
    Design fine = Architecture.named("vedette-fine").orElseThrow().design();

    assertThat(fine.size(1, 48).parameters()).isPositive();
    assertThatThrownBy(() -> fine.withLevels(Levels.STANDARD).size(1, 48))
        .hasMessage("input size 48 is no multiple of 32 up to 2048");
    assertThatThrownBy(() -> new Levels(8, 24)).hasMessageContaining("8 to 24");
    assertThatThrownBy(() -> fine.build(List.of(), 64, 1)).hasMessageContaining("one label");
  }

  private static int anchors(Architecture architecture) {
    return IntStream.of(architecture.design().levels().strides())
        .map(stride -> (SIZE / stride) * (SIZE / stride))
        .sum();
  }

  private static Map<String, Tensor> input(Scope scope) {
    return Map.of("images", scope.tensor(noise(), BATCH, 3, SIZE, SIZE));
  }

  private static float[] noise() {
    Random random = new Random(1);
    float[] pixels = new float[BATCH * 3 * SIZE * SIZE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    return pixels;
  }
}
