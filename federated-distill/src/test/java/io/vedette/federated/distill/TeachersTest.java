package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.Weights;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.Drawings;
import io.vedette.federated.train.TrainingStep;
import io.vedette.federated.train.example.Batch;
import io.vedette.federated.train.head.HeadLayout;
import io.vedette.federated.train.head.RawHeadOutputs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeachersTest {

  private static final Batch TWO =
      new Batch(Sides.gaussian(2 * 3 * 32 * 32, 1), 32, 32, List.of(List.of(), List.of()));

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1);
  }

  private static Graph network(int size, double width, int bins, long seed) {
    return Yolo11.build(
        new Yolo11.Choices(
            Drawings.LABELS, size, 0.5, width, 256, Activation.RELU, bins, false, false),
        seed);
  }

  private static DetectorSpec spec(Graph graph) throws DetectorException {
    return SpecInference.infer(graph, Hints.NONE, "a network");
  }

  private static DenseTeacher open(Graph teacher) throws DetectorException {
    return DenseTeacher.open(teacher, spec(teacher), 1);
  }

  private static TrainingStep step(Graph student, Scope scope, Weights average) throws Exception {
    HeadLayout layout = HeadLayout.of(spec(student));
    RawHeadOutputs outputs =
        new RawHeadOutputs(
            scope.full(0, 2, 21, 4L * layout.bins()),
            scope.full(0, 2, 21, 2),
            layout.grid(32, 32),
            layout.bins());
    return new TrainingStep(TWO, outputs, Map.<String, Tensor>of(), 0, 1, () -> average);
  }

  @Test
  void aTeacherAnswersAtEveryAnchorAndOnItsLevels() throws Exception {
    Graph graph = network(32, 0.25, 8, 1);
    List<String> levels = FeatureDistillation.levels(graph, List.of());
    try (DenseTeacher teacher =
        DenseTeacher.open(graph, spec(graph), new DenseTeacher.Settings(1, levels, null))) {
      DenseAnswer answer = teacher.answer(TWO);

      assertThat(answer.rows()).isEqualTo(2 * (16 + 4 + 1));
      assertThat(answer.boxLogits()).hasSize(2 * 21 * 4 * 8);
      assertThat(answer.features()).hasSize(3);
      assertThat(answer.features().get(0).shape()).startsWith(2).endsWith(4, 4);
      assertThat(answer.features().get(2).shape()).startsWith(2).endsWith(1, 1);
      assertThat(teacher.asked()).isEmpty();
    }
  }

  @Test
  void whatIsRememberedIsWhatWasAnswered() throws Exception {
    Graph graph = network(32, 0.125, 8, 1);
    TeacherMemory memory = TeacherMemory.at(folder, 1 << 20);
    DenseTeacher.Settings settings = new DenseTeacher.Settings(1, List.of(), memory);
    try (DenseTeacher forgetful = open(graph);
        DenseTeacher teacher = DenseTeacher.open(graph, spec(graph), settings)) {
      DenseAnswer exact = forgetful.answer(TWO);
      DenseAnswer first = teacher.answer(TWO);
      DenseAnswer second = teacher.answer(TWO);

      assertThat(second.classLogits()).isEqualTo(first.classLogits());
      assertThat(second.boxLogits()).isEqualTo(first.boxLogits());
      assertThat(second.classLogits()[5]).isCloseTo(exact.classLogits()[5], within(5e-3f));
      assertThat(teacher.asked()).isEqualTo("2 pictures asked about, 2 remembered");
    }
  }

  @Test
  void aNetworkOfOtherWidthAndBinsTeachesWhatHasTheSameGrid() throws Exception {
    Graph student = network(32, 0.125, 8, 2);
    try (DenseTeacher teacher = DenseTeacher.open(network(32, 0.25, 16, 1), spec(student), 1)) {
      DenseAnswer answer = teacher.answer(TWO);

      assertThat(answer.bins()).isEqualTo(16);
      assertThat(answer.rows()).isEqualTo(2 * 21);
    }
  }

  @Test
  void differencesBetweenTeacherAndStudentAreNamed() throws Exception {
    Graph small = network(32, 0.125, 8, 1);
    DetectorSpec spec = spec(small);
    InputSpec in = spec.input();

    refused(network(64, 0.125, 8, 1), spec, "input widths (64 and 32)");
    refused(small, with(spec, in, "BGR", in.scale(), 0, "LETTERBOX_CENTER"), "colour orders (RGB");
    refused(small, with(spec, in, "RGB", 1, 0, "LETTERBOX_CENTER"), "pixel scales");
    refused(small, with(spec, in, "RGB", in.scale(), 1, "LETTERBOX_CENTER"), "means");
    refused(small, with(spec, in, "RGB", in.scale(), 0, "STRETCH"), "ways to fit a picture in");
    refused(
        small,
        new DetectorSpec(List.of("dark", "light"), in, spec.head(), 0.25f, 0.6f),
        "labels ([light, dark] and [dark, light])");
    DetectorSpec others = new DetectorSpec(List.of("a", "b"), in, spec.head(), 0.25f, 0.6f);
    assertThatThrownBy(() -> DenseTeacher.check(small, others, List.of()))
        .hasMessage(
            "teacher and student have different labels ([light, dark] and [a, b]); give ones of the"
                + " same labels");
  }

  private static DetectorSpec with(
      DetectorSpec spec, InputSpec in, String order, float scale, float mean, String fit) {
    InputSpec other =
        new InputSpec(
            in.name(),
            in.width(),
            in.height(),
            InputSpec.ColorOrder.valueOf(order),
            scale,
            List.of(mean, mean, mean),
            in.std(),
            InputSpec.Fit.valueOf(fit),
            in.padValue());
    return new DetectorSpec(spec.labels(), other, spec.head(), 0.25f, 0.6f);
  }

  private static void refused(Graph teacher, DetectorSpec student, String what) {
    assertThatThrownBy(() -> DenseTeacher.open(teacher, student, 1).close())
        .isInstanceOf(DetectorException.class)
        .hasMessageStartingWith("teacher and student have different " + what)
        .hasMessageEndingWith("as a black box, by its boxes alone (--black-box)");
  }

  @Test
  void aTensorThatTheTeacherLacksIsNamed() throws Exception {
    Graph graph = network(32, 0.125, 8, 1);
    DenseTeacher.Settings settings = new DenseTeacher.Settings(1, List.of("p3"), null);

    assertThatThrownBy(() -> DenseTeacher.open(graph, spec(graph), settings))
        .isInstanceOf(DetectorException.class)
        .hasMessage("the teacher: no node of the graph makes a tensor 'p3'");
  }

  @Test
  void ofSeveralTeachersTheSurestSpeaksAtEveryAnchor() throws Exception {
    Graph one = network(32, 0.125, 8, 1);
    Graph two = network(32, 0.125, 8, 2);
    try (DenseTeacher first = open(one);
        DenseTeacher second = open(two);
        SeveralTeachers both = new SeveralTeachers(List.of(open(one), open(two)));
        Scope scope = Scope.withoutGradients()) {
      DenseAnswer a = first.answer(TWO);
      DenseAnswer b = second.answer(TWO);
      DenseAnswer answer = both.answer(step(one, scope, GraphWeights.of(one)));

      int ofSecond = 0;
      for (int row = 0; row < answer.rows(); row++) {
        DenseAnswer surer = b.confidence(row) > a.confidence(row) ? b : a;
        ofSecond += surer == b ? 1 : 0;
        assertThat(answer.confidence(row)).isEqualTo(surer.confidence(row));
        assertThat(answer.boxLogits()[row * 32 + 9]).isEqualTo(surer.boxLogits()[row * 32 + 9]);
      }
      assertThat(ofSecond).isBetween(1, answer.rows() - 1);
    }
  }

  @Test
  void teachersWithOtherBinsDoNotSpeakTogether() throws Exception {
    Graph one = network(32, 0.125, 8, 1);
    Graph other = network(32, 0.125, 16, 1);
    try (SeveralTeachers both =
            new SeveralTeachers(List.of(open(one), DenseTeacher.open(other, spec(one), 1)));
        Scope scope = Scope.withoutGradients()) {
      assertThatThrownBy(() -> both.answer(step(one, scope, GraphWeights.of(one))))
          .isInstanceOf(DetectorException.class)
          .hasMessageContaining("different labels or bins");
    }
  }

  @Test
  void theAverageAnswersAsANetworkWithItsWeightsDoes() throws Exception {
    Graph student = network(32, 0.125, 8, 1);
    Graph averaged = louder(network(32, 0.125, 8, 2));
    List<String> levels = FeatureDistillation.levels(student, List.of());
    DenseTeacher.Settings settings = new DenseTeacher.Settings(1, levels, null);
    try (AverageTeacher self = AverageTeacher.of(student, levels);
        DenseTeacher expected = DenseTeacher.open(averaged, spec(averaged), settings);
        Scope scope = Scope.open()) {
      DenseAnswer answer = self.answer(step(student, scope, GraphWeights.of(averaged)));
      DenseAnswer wanted = expected.answer(TWO);

      assertThat(wanted.classLogits()[0]).isNotCloseTo(wanted.classLogits()[2], within(0.05f));
      assertThat(answer.classLogits()).containsExactly(wanted.classLogits(), within(1e-3f));
      assertThat(answer.boxLogits()).containsExactly(wanted.boxLogits(), within(1e-3f));
      for (int level = 0; level < 3; level++) {
        assertThat(answer.features().get(level).values())
            .containsExactly(wanted.features().get(level).values(), within(1e-3f));
      }
    }
  }

  /** The same network with larger weights, so that its answers differ from anchor to anchor. */
  private static Graph louder(Graph graph) throws DetectorException {
    Map<String, Weights.Values> louder = new LinkedHashMap<>();
    GraphWeights.of(graph)
        .byName()
        .forEach(
            (name, values) -> {
              if (values.shape().length == 4 && values.shape()[0] > 1) {
                float[] data = values.data().clone();
                for (int i = 0; i < data.length; i++) {
                  data[i] *= 2.2f;
                }
                louder.put(name, new Weights.Values(values.shape(), data));
              }
            });
    return GraphWeights.into(graph, new Weights(louder));
  }
}
