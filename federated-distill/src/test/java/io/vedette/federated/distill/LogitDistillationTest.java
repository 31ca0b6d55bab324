package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.Drawings;
import io.vedette.federated.train.ProgressListener;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.TrainingResult;
import io.vedette.federated.train.Variable;
import io.vedette.federated.train.example.Augmentation;
import io.vedette.federated.train.head.AnchorGrid;
import io.vedette.federated.train.head.HeadOutputs;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogitDistillationTest {

  private final AnchorGrid grid = AnchorGrid.of(16, 16, new int[] {8});

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1); // the tensors are too small to share the work
  }

  private static Graph network(int size, double width, long seed) {
    return Yolo11.build(
        new Yolo11.Choices(
            Drawings.LABELS, size, 0.5, width, 256, Activation.RELU, 8, false, false),
        seed);
  }

  private static float[] gaussian(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void aStudentThatSaysTheSameHasNothingToLearn() throws Exception {
    float[] boxes = gaussian(4 * 16, 1);
    float[] classes = gaussian(4 * 2, 2);
    try (DenseTeacher teacher = open(network(32, 0.125, 1));
        Scope scope = Scope.open()) {
      HeadOutputs same =
          new HeadOutputs(scope.tensor(boxes, 1, 4, 16), scope.tensor(classes, 1, 4, 2), grid, 4);
      HeadOutputs other =
          new HeadOutputs(
              scope.tensor(gaussian(4 * 16, 3), 1, 4, 16),
              scope.tensor(gaussian(4 * 2, 4), 1, 4, 2),
              grid,
              4);
      DenseAnswer answer = new DenseAnswer(boxes, classes, 4, 2);
      LogitDistillation loss = new LogitDistillation(teacher, 4, 0.7);

      assertThat(loss.of(scope, answer, same).item()).isCloseTo(0, within(1e-4));
      assertThat(loss.of(scope, answer, other).item()).isGreaterThan(0.1);
      assertThat(loss.supervisedShare()).isCloseTo(0.3, within(1e-9));
    }
  }

  @Test
  void classesAreTheKlDivergenceOfTemperedSigmoids() throws Exception {
    // one anchor, one class, a teacher that sees nothing near: no box is copied
    AnchorGrid single = AnchorGrid.of(8, 8, new int[] {8});
    double t = -3;
    double s = 1;
    double temperature = 2;
    double p = 1 / (1 + Math.exp(-t / temperature));
    double q = 1 / (1 + Math.exp(-s / temperature));
    double kl = p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
    double sure = 1 / (1 + Math.exp(-s));
    try (DenseTeacher teacher = open(network(32, 0.125, 1));
        Scope scope = Scope.open()) {
      HeadOutputs student =
          new HeadOutputs(
              scope.tensor(new float[16], 1, 1, 16),
              scope.tensor(new float[] {(float) s}, 1, 1, 1),
              single,
              4);
      DenseAnswer answer = new DenseAnswer(new float[16], new float[] {(float) t}, 4, 1);

      double value =
          new LogitDistillation(teacher, temperature, 1).of(scope, answer, student).item();

      assertThat(value).isCloseTo(0.5 * sure * 4 * kl, within(1e-5));
    }
  }

  @Test
  void gradientsOfBoxesAgreeWithFiniteDifferences() throws Exception {
    // the same distances on every side: the aspect term, whose weight has no gradient, is zero
    float[] logits = new float[4 * 16];
    float[] theirs = new float[4 * 16];
    float[] row = gaussian(4, 5);
    float[] their = gaussian(4, 6);
    for (int i = 0; i < logits.length; i++) {
      logits[i] = row[i % 4];
      theirs[i] = their[i % 4];
    }
    DenseAnswer answer = new DenseAnswer(theirs, gaussian(8, 7), 4, 2);
    try (DenseTeacher teacher = open(network(32, 0.125, 1))) {
      LogitDistillation loss = new LogitDistillation(teacher, 3, 1);

      double error =
          Variable.gradientError(
              logits,
              new long[] {1, 4, 16},
              (scope, x) ->
                  loss.of(
                      scope,
                      answer,
                      new HeadOutputs(x, scope.tensor(gaussian(8, 8), 1, 4, 2), grid, 4)));

      assertThat(error).isLessThan(2e-2);
    }
  }

  @Test
  void aStudentLearnsFromTheTeacherAlone() throws Exception {
    Dataset data = Drawings.write(folder, 8, 1);
    TrainingOptions options =
        TrainingOptions.fromScratch(120, 4, 3)
            .withLearningRate(0.005)
            .withAugmentation(Augmentation.NONE);
    Graph taught =
        DetectorTrainer.train(network(96, 0.125, 1), data, options, ProgressListener.SILENT)
            .graph();
    Graph student = network(96, 0.125, 9);

    try (DenseTeacher teacher = open(taught)) {
      TrainingResult result =
          new DetectorTrainer(options)
              .with(new LogitDistillation(teacher, 2, 1))
              .train(student, data, ProgressListener.SILENT);

      assertThat(result.epochs().get(0).loss().box()).isZero();
      assertThat(Drawings.ap50(result.graph(), data)).isGreaterThan(0.7);
    }
  }

  @Test
  void differencesBetweenTeacherAndStudentAreNamed() {
    assertThatThrownBy(
            () ->
                DenseTeacher.open(
                    network(64, 0.125, 1),
                    SpecInference.infer(network(32, 0.125, 1), Hints.NONE, "student"),
                    1))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("input widths (64 and 32)");
  }

  private static DenseTeacher open(Graph teacher) throws DetectorException {
    return DenseTeacher.open(teacher, SpecInference.infer(teacher, Hints.NONE, "teacher"), 1);
  }

  @Test
  void aTeacherAnswersAtEveryAnchor() throws Exception {
    Graph graph = network(32, 0.125, 1);
    float[] pixels = gaussian(2 * 3 * 32 * 32, 1);
    try (DenseTeacher teacher = open(graph)) {
      DenseAnswer answer =
          teacher.answer(
              new io.vedette.federated.train.example.Batch(
                  pixels, 32, 32, List.of(List.of(), List.of())));

      assertThat(answer.rows()).isEqualTo(2 * (16 + 4 + 1));
      assertThat(answer.boxLogits()).hasSize(2 * 21 * 32);
    }
  }
}
