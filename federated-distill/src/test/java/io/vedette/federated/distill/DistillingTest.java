package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.Drawings;
import io.vedette.federated.train.ProgressListener;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.TrainingResult;
import io.vedette.federated.train.example.Augmentation;
import io.vedette.federated.train.example.Batch;
import io.vedette.federated.train.head.HeadLayout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistillingTest {

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1); // the tensors are too small to share the work
  }

  private static Graph network(String name, int size, long seed) {
    return Architecture.named(name).orElseThrow().build(Drawings.LABELS, size, seed);
  }

  private static DetectorSpec spec(Graph graph) throws DetectorException {
    return SpecInference.infer(graph, Hints.NONE, "graph");
  }

  private static Distilling.Settings settings(String losses, double alpha)
      throws DetectorException {
    return new Distilling.Settings(
        DistillationTerms.parse(losses), alpha, Temperature.of(2), Emphasis.HARD, 1);
  }

  @Test
  void aStudentLearnsFromTheTeacherAlone() throws Exception {
    Dataset data = Drawings.write(folder, 8, 1);
    TrainingOptions options =
        TrainingOptions.fromScratch(120, 4, 3)
            .withLearningRate(0.005)
            .withAugmentation(Augmentation.NONE);
    Graph taught =
        DetectorTrainer.train(
                network("vedette-pico", 96, 1), data, options, ProgressListener.SILENT)
            .graph();
    Graph student = network("vedette-pico", 96, 9);
    TeacherMemory memory = TeacherMemory.at(folder.resolve("memory"), 1 << 24);
    DenseTeacher.Settings asked = new DenseTeacher.Settings(1, List.of(), memory);

    try (DenseTeacher teacher = DenseTeacher.open(taught, spec(student), asked);
        Distilling loss = Distilling.byLogits(teacher, settings(DistillationTerms.USUAL, 1))) {
      TrainingResult result =
          new DetectorTrainer(options).with(loss).train(student, data, ProgressListener.SILENT);

      assertThat(result.epochs().get(0).loss().box()).isZero();
      assertThat(Drawings.ap50(result.graph(), data)).isGreaterThan(0.7);
      assertThat(teacher.asked()).startsWith("8 pictures asked about");
    }
  }

  @Test
  void featuresOfAWiderTeacherAndTheStudentsOwnAverageTeachToo() throws Exception {
    Dataset data = Drawings.write(folder, 4, 1);
    TrainingOptions options =
        TrainingOptions.fromScratch(2, 4, 3).withAugmentation(Augmentation.NONE);
    Graph student = network("vedette-pico", 64, 1);
    Graph wide = network("vedette-small", 64, 2);
    List<String> own = FeatureDistillation.levels(student, List.of());
    List<String> theirs = FeatureDistillation.levels(wide, List.of());
    Distilling.Settings all = settings("logits,at,cwd,mgd,rkd,deep", 0.5);

    try (Teacher teacher =
            DenseTeacher.open(wide, spec(student), new DenseTeacher.Settings(1, theirs, null));
        Distilling loss = FeatureDistillation.of(teacher, all, student, own, wide, theirs)) {
      assertThat(loss.parameters()).containsKey("distill.cwd.adapter0");
      TrainingResult result =
          new DetectorTrainer(options).with(loss).train(student, data, ProgressListener.SILENT);
      assertThat(result.epochs()).allMatch(e -> e.loss().extra() > 0);
    }
    try (Teacher average = AverageTeacher.of(student, own);
        Distilling loss = FeatureDistillation.of(average, all, student, own, student, own)) {
      TrainingResult result =
          new DetectorTrainer(options).with(loss).train(student, data, ProgressListener.SILENT);
      assertThat(result.epochs()).allMatch(e -> e.loss().extra() > 0);
    }
  }

  @Test
  void theLevelsAreWhereTheHeadBegins() throws Exception {
    Graph graph = network("vedette-pico", 64, 1);

    List<String> levels = FeatureLevels.of(graph, HeadLayout.of(spec(graph)));

    assertThat(levels).hasSize(3).doesNotHaveDuplicates().allMatch(name -> name.startsWith("n"));
  }

  @Test
  void theSurestTeacherSpeaks() throws Exception {
    DenseAnswer one =
        new DenseAnswer(new float[] {1, 1, 1, 1, 1, 1, 1, 1}, new float[] {0, 3}, 1, 1);
    DenseAnswer two =
        new DenseAnswer(new float[] {2, 2, 2, 2, 2, 2, 2, 2}, new float[] {1, 2}, 1, 1);

    try (SeveralTeachers both = new SeveralTeachers(List.of(saying(one), saying(two)))) {
      DenseAnswer answer = both.answer(null);

      assertThat(answer.classLogits()).containsExactly(1, 3);
      assertThat(answer.boxLogits()).containsExactly(2, 2, 2, 2, 1, 1, 1, 1);
    }
  }

  private static Teacher saying(DenseAnswer answer) {
    return new Teacher() {
      @Override
      public DenseAnswer answer(io.vedette.federated.train.TrainingStep step) {
        return answer;
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void aTeacherAnswersAtEveryAnchor() throws Exception {
    Graph graph = network("vedette-pico", 32, 1);
    float[] pixels = Comparisons.gaussian(2 * 3 * 32 * 32, 1);
    try (DenseTeacher teacher = DenseTeacher.open(graph, spec(graph), 1)) {
      DenseAnswer answer = teacher.answer(new Batch(pixels, 32, 32, List.of(List.of(), List.of())));

      assertThat(answer.rows()).isEqualTo(2 * (16 + 4 + 1));
      assertThat(answer.boxLogits()).hasSize(2 * 21 * 32);
    }
  }

  @Test
  void differencesBetweenTeacherAndStudentAreNamed() throws Exception {
    Graph small = network("vedette-pico", 32, 1);
    assertThatThrownBy(() -> DenseTeacher.open(network("vedette-pico", 64, 1), spec(small), 1))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("input widths (64 and 32)");
    assertThatThrownBy(() -> DistillationTerms.parse("logits,magic"))
        .hasMessageContaining("'magic' is no distillation loss; there are logits=1.0");
    assertThatThrownBy(() -> DistillationTerms.parse("cwd=much")).hasMessageContaining("'much'");
  }

  @Test
  void temperaturesFallAlongACosine() {
    Temperature falling = Temperature.parse("6:2");

    assertThat(falling.at(0)).isCloseTo(6, within(1e-9));
    assertThat(falling.at(0.5)).isCloseTo(4, within(1e-9));
    assertThat(falling.at(1)).isCloseTo(2, within(1e-9));
    assertThatThrownBy(() -> Temperature.parse("hot")).hasMessageContaining("hot");
    assertThatThrownBy(() -> Temperature.of(0.5)).hasMessageContaining("0.5");
  }

  @Test
  void hardPicturesCountMore() {
    float[] none = new float[Comparisons.ROWS * Comparisons.CLASSES];
    java.util.Arrays.fill(none, -5);
    float[] sees = none.clone();
    sees[0] = 4;
    sees[8] = -2;
    DenseAnswer teacher =
        new DenseAnswer(new float[8 * 16], sees, Comparisons.BINS, Comparisons.CLASSES);
    try (Scope scope = Scope.open()) {
      var student =
          new io.vedette.federated.train.head.HeadOutputs(
              Comparisons.boxes(scope, new float[8 * 16]),
              Comparisons.classes(scope, none),
              Comparisons.GRID,
              Comparisons.BINS);

      double[] weights = Emphasis.HARD.of(student, teacher);

      assertThat(weights[0]).isGreaterThan(1.5);
      assertThat(weights[1]).isLessThan(0.7);
      assertThat(Emphasis.EVEN.of(student, teacher)).containsExactly(1, 1);
    }
  }
}
