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
import io.vedette.federated.Weights;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.Drawings;
import io.vedette.federated.train.EpochReport;
import io.vedette.federated.train.ProgressListener;
import io.vedette.federated.train.RunFolder;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.TrainingResult;
import io.vedette.federated.train.example.Augmentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings of a student with a teacher beside it. */
class DistillationLossTest {

  private static final String ALL =
      "logits,boxes,localization,at,cwd,mgd,imitate,rkd,rkd-angle,deep";

  @TempDir static Path folder;
  private static Dataset data;
  private static Graph taught;

  /** A teacher that is wider than its students, with more bins. */
  @BeforeAll
  static void teach() throws Exception {
    Scope.useThreads(1); // or sums differ in their last digit from run to run
    data = Drawings.write(folder, 8, 1);
    taught =
        DetectorTrainer.train(network(0.25, 12, 1), data, options(70), ProgressListener.SILENT)
            .graph();
  }

  private static Graph network(double width, int bins, long seed) {
    return Yolo11.build(
        new Yolo11.Choices(
            Drawings.LABELS, 96, 0.5, width, 256, Activation.RELU, bins, false, false),
        seed);
  }

  private static TrainingOptions options(int epochs) {
    return TrainingOptions.fromScratch(epochs, 4, 3)
        .withLearningRate(0.005)
        .withAugmentation(Augmentation.NONE);
  }

  private static DistillationLoss.Settings settings(String losses, double alpha, String temperature)
      throws DetectorException {
    return new DistillationLoss.Settings(
        DistillationTerms.parse(losses),
        alpha,
        Temperature.parse(temperature),
        SampleWeighting.HARD,
        1);
  }

  private static DetectorSpec spec(Graph graph) throws DetectorException {
    return SpecInference.infer(graph, Hints.NONE, "a network");
  }

  /** The teacher, with its levels. */
  private static DenseTeacher open(Graph student) throws DetectorException {
    List<String> levels = FeatureDistillation.levels(taught, List.of());
    return DenseTeacher.open(taught, spec(student), new DenseTeacher.Settings(1, levels, null));
  }

  private static DistillationLoss by(
      String losses, double alpha, String temperature, Teacher teacher, Graph student, Graph other)
      throws DetectorException {
    return FeatureDistillation.of(
        teacher,
        settings(losses, alpha, temperature),
        student,
        FeatureDistillation.levels(student, List.of()),
        other,
        FeatureDistillation.levels(other, List.of()));
  }

  @Test
  void aStudentLearnsFromTheTeacherAlone() throws Exception {
    Graph student = network(0.125, 8, 9);
    TeacherMemory memory = TeacherMemory.at(folder.resolve("memory"), 1 << 24);
    try (DenseTeacher teacher =
            DenseTeacher.open(
                taught, spec(student), new DenseTeacher.Settings(1, List.of(), memory));
        DistillationLoss loss =
            DistillationLoss.byLogits(teacher, settings(DistillationTerms.USUAL, 1, "3:1"))) {
      TrainingResult result =
          new DetectorTrainer(options(90)).with(loss).train(student, data, ProgressListener.SILENT);

      assertThat(result.epochs().get(0).loss().box()).isZero();
      assertThat(Drawings.ap50(result.graph(), data)).isGreaterThan(0.7);
      assertThat(teacher.asked()).isEqualTo("8 pictures asked about, 712 remembered");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logits",
        "boxes",
        "localization",
        "at",
        "cwd",
        "mgd",
        "imitate",
        "rkd",
        "rkd-angle",
        "deep"
      })
  void whateverIsComparedTheStudentComesNearer(String term) throws Exception {
    Graph student = network(0.125, 8, 9);
    try (DenseTeacher teacher = open(student);
        DistillationLoss loss = by(term, 1, "2", teacher, student, taught)) {
      List<EpochReport> epochs =
          new DetectorTrainer(options(32))
              .with(loss)
              .train(student, data, ProgressListener.SILENT)
              .epochs();

      assertThat(loss.supervisedShare(0)).isZero();
      assertThat(apart(epochs.subList(24, 32))).isLessThan(0.7 * apart(epochs.subList(0, 8)));
    }
  }

  /** Over several epochs: a single one of so few pictures comes out twice or half as large. */
  private static double apart(List<EpochReport> epochs) {
    return epochs.stream().mapToDouble(e -> e.loss().extra()).average().orElseThrow();
  }

  @Test
  void theStudentsOwnAverageTeachesIt() throws Exception {
    Graph student = network(0.125, 8, 9);
    List<String> levels = FeatureDistillation.levels(student, List.of());
    try (AverageTeacher self = AverageTeacher.of(student, levels);
        DistillationLoss loss = by(ALL, 0.5, "2", self, student, student)) {
      assertThat(loss.parameters().keySet()).allMatch(name -> name.startsWith("distill.mgd"));
      assertThat(loss.supervisedShare(0)).isCloseTo(1 - 0.5 * Math.exp(-5), within(1e-9));
      assertThat(loss.supervisedShare(2.0 / 15)).isCloseTo(0.857, within(1e-3));
      assertThat(loss.supervisedShare(4.0 / 15)).isEqualTo(0.5);
      assertThat(loss.supervisedShare(1)).isEqualTo(0.5);

      List<EpochReport> epochs =
          new DetectorTrainer(options(10))
              .with(loss)
              .train(student, data, ProgressListener.SILENT)
              .epochs();

      assertThat(epochs).allMatch(e -> e.loss().extra() > 0);
      assertThat(epochs.get(9).loss().classes()).isLessThan(epochs.get(0).loss().classes());
    }
  }

  @Test
  void aKilledDistillationEndsAsOneThatWasNot() throws Exception {
    Graph student = network(0.125, 8, 9);
    TrainingResult whole = run(student, "whole", 99);

    assertThatThrownBy(() -> run(student, "killed", 3)).hasMessage("killed");
    TrainingResult resumed = run(student, "killed", 99);

    assertThat(resumed.epochs()).extracting(EpochReport::loss).isEqualTo(losses(whole));
    assertThat(values(resumed.weights())).isEqualTo(values(whole.weights()));
  }

  @Test
  void aKilledDistillationDoesNotGoOnAsAnother() throws Exception {
    Graph student = network(0.125, 8, 9);
    assertThatThrownBy(() -> run(student, "other", 2)).hasMessage("killed");

    assertThatThrownBy(() -> run(student, "other", 99, "4:1:adaptive"))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("the checkpoint is of another training")
        .hasMessageContaining("temperature=Temperature[from=4.0, to=1.0, course=ADAPTIVE]");
  }

  private static TrainingResult run(Graph student, String name, int killedIn) throws Exception {
    return run(student, name, killedIn, "5:1:adaptive");
  }

  private static TrainingResult run(Graph student, String name, int killedIn, String temperature)
      throws Exception {
    try (DenseTeacher teacher = open(student);
        DistillationLoss loss = by(ALL, 0.5, temperature, teacher, student, taught)) {
      return new DetectorTrainer(options(4))
          .with(loss)
          .into(RunFolder.at(folder.resolve(name)), true)
          .train(
              student,
              data,
              progress -> {
                if (progress.epoch() == killedIn) {
                  throw new IllegalStateException("killed");
                }
              });
    }
  }

  private static List<?> losses(TrainingResult result) {
    return result.epochs().stream().map(EpochReport::loss).toList();
  }

  private static TreeMap<String, List<Float>> values(Weights weights) {
    TreeMap<String, List<Float>> values = new TreeMap<>();
    weights
        .byName()
        .forEach(
            (name, v) -> {
              List<Float> list = new ArrayList<>();
              for (float value : v.data()) {
                list.add(value);
              }
              values.put(name, list);
            });
    return values;
  }

  @Test
  void settingsThatMakeNoSenseAreSaid() throws Exception {
    assertThatThrownBy(() -> settings("logits", 1.5, "2")).hasMessageContaining("is not 0 to 1");
    Graph student = network(0.125, 8, 9);
    try (AverageTeacher self = AverageTeacher.of(student, List.of())) {
      assertThatThrownBy(() -> DistillationLoss.byLogits(self, settings("at", 0.5, "2")))
          .hasMessageContaining("a term looks at inner tensors, and none are named");
    }
  }
}
