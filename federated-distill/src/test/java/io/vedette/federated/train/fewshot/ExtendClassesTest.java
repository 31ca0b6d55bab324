package io.vedette.federated.train.fewshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.architecture.Architecture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendClassesTest {

  private static final List<String> OLD = List.of("open", "short", "spur");
  private static final int SIZE = 64;

  private static Graph graph(String architecture) {
    return Architecture.named(architecture).orElseThrow().build(OLD, SIZE, 1);
  }

  private static float[] answer(Graph graph) throws Exception {
    float[] pixels = new float[3 * SIZE * SIZE];
    Random random = new Random(4);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    try (OnnxSession session =
        OnnxSession.open(graph.toBytes(), "the graph", RuntimeOptions.DEFAULT)) {
      FloatTensor input = FloatTensor.of(pixels, 1, 3, SIZE, SIZE);
      return session.run(Map.of("images", input), List.of("output0")).get("output0").values();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vedette-pico", "yolo11n"})
  void whatWasSaidBeforeIsSaidToTheBitAndNewClassesBeginRare(String architecture) throws Exception {
    Graph before = graph(architecture);

    Graph after = new ExtendClasses(List.of("copper", "pin-hole")).apply(before);

    float[] was = answer(before);
    float[] is = answer(after);
    int anchors = was.length / (4 + OLD.size());
    assertThat(is).hasSize((4 + OLD.size() + 2) * anchors);
    assertThat(Arrays.copyOf(is, was.length)).isEqualTo(was);
    for (int i = was.length; i < is.length; i++) {
      assertThat(is[i]).isBetween(0f, 0.4f);
    }
    DetectorSpec spec = SpecInference.infer(after, Hints.NONE, "the wider graph");
    assertThat(spec.labels()).containsExactly("open", "short", "spur", "copper", "pin-hole");
    assertThat(after.outputs().get(0).getType().getTensorType().getShape().getDim(1).getDimValue())
        .isEqualTo(9);
  }

  @Test
  void aLabelThatIsThereAlreadyIsRefused() {
    assertThatThrownBy(() -> new ExtendClasses(List.of("spur")).apply(graph("vedette-pico")))
        .isInstanceOf(DetectorException.class)
        .hasMessage("the graph has the label 'spur' already");
  }

  @Test
  void aHeadOfAnotherFamilyIsRefused() throws Exception {
    Graph graph = graph("vedette-pico");
    DetectorSpec own = SpecInference.infer(graph, Hints.NONE, "the graph");
    DetectorSpec other =
        new DetectorSpec(own.labels(), own.input(), new HeadSpec("yolox", Map.of()), 0.25f, 0.6f);

    assertThatThrownBy(
            () -> new ExtendClasses(List.of("new")).apply(SpecInference.embed(graph, other)))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("YOLO11-shaped graphs in training form")
        .hasMessageEndingWith("yolox");
  }

  @Test
  void whatReadsTheLogitsInAWayThatIsNotKnownIsNamed() throws Exception {
    GraphBuilder builder = new GraphBuilder("strange", 17);
    String x = builder.input("images", 1, 8, 8, 8);
    String w = builder.initializer("w", new float[3 * 8], 3, 8, 1, 1);
    String b = builder.initializer("b", new float[3], 3);
    String logits = builder.node("Conv", x, w, b).output("logits");
    builder.output(builder.node("Softmax", logits).integer("axis", 1).output("y"), 1, 3, 8, 8);

    assertThatThrownBy(() -> new DecodingExtension(3, 1).apply(builder.build(), List.of("logits")))
        .isInstanceOf(DetectorException.class)
        .hasMessageStartingWith("no classes can be added: Softmax '")
        .hasMessageEndingWith("behind the class logits is not known to take more of them");
  }
}
