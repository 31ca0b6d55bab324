package io.vedette.federated.train.fewshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.evaluate.CocoMetrics;
import io.vedette.detector.evaluate.Evaluation;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.ProgressListener;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.example.Augmentation;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five classes are learned, then a sixth from ten pictures on which nothing else is labelled. */
class FewShotTest {

  private static final int OLD = 5;
  private static final TrainingOptions SHORT =
      TrainingOptions.fineTuning(50, 5, 0.002, 3).withAugmentation(Augmentation.NONE);

  @TempDir private static Path folder;
  private static Graph start;
  private static Dataset old;
  private static Dataset ten;
  private static Dataset judge;
  private static double before;

  @BeforeAll
  static void learnFive() throws Exception {
    Scope.useThreads(1);
    judge = Blocks.write(folder.resolve("judge"), 40, 9, 0, 1, 2, 3, 4, 5);
    old = Blocks.labelledFor(Blocks.write(folder.resolve("old"), 64, 1, 0, 1, 2, 3, 4), 0, OLD);
    ten =
        Blocks.labelledFor(
            Blocks.write(folder.resolve("ten"), 10, 5, 0, 1, 2, 3, 4, 5, 5, 5), OLD, OLD + 1);
    TrainingOptions options =
        TrainingOptions.fromScratch(40, 8, 3)
            .withLearningRate(0.005)
            .withAugmentation(Augmentation.NONE);
    start =
        DetectorTrainer.train(Blocks.tiny(old.labels()), old, options, ProgressListener.SILENT)
            .graph();
    before = ofOld(judged(start));
    assertThat(before).isGreaterThan(0.8);
  }

  @Test
  void aSixthClassIsFoundAndTheOldOnesStay() throws Exception {
    FewShot lesson = FewShot.of(start, ten, null, done -> {});
    try (OldClassDistillation memory = new OldClassDistillation(start)) {
      Graph after =
          new DetectorTrainer(SHORT)
              .with(memory)
              .train(lesson.graph(), lesson.data(), ProgressListener.SILENT)
              .graph();

      CocoMetrics metrics = judged(after);
      assertThat(metrics.perClass().get(OLD).ap50()).isGreaterThan(0.8);
      assertThat(ofOld(metrics)).isGreaterThan(before - 0.05);
    }
  }

  @Test
  void withoutAnyOfItTheOldClassesWouldBeForgotten() throws Exception {
    Graph wider = FewShot.of(start, ten, null, done -> {}).graph();

    Graph after = DetectorTrainer.train(wider, ten, SHORT, ProgressListener.SILENT).graph();

    assertThat(ofOld(judged(after))).isLessThan(before - 0.3);
  }

  @Test
  void aMemoryAloneKeepsMostOfThem() throws Exception {
    Graph wider = FewShot.of(start, ten, null, done -> {}).graph();
    try (OldClassDistillation memory = new OldClassDistillation(start)) {
      DetectorTrainer trainer = new DetectorTrainer(SHORT).with(memory);

      Graph after = trainer.train(wider, ten, ProgressListener.SILENT).graph();

      assertThat(ofOld(judged(after))).isGreaterThan(before - 0.1);
    }
  }

  @Test
  void whatTheDetectorFindsIsLabelledBesideWhatIsNew() throws Exception {
    Dataset data = FewShot.of(start, ten, null, done -> {}).data();

    assertThat(data.labels()).isEqualTo(Blocks.LABELS);
    assertThat(data.samples()).hasSize(10);
    assertThat(data.objects()).isGreaterThan(ten.objects());
    assertThat(data.samples())
        .flatExtracting(s -> s.truths().stream().filter(t -> t.classId() == OLD).toList())
        .hasSize((int) ten.objects());
  }

  @Test
  void oldPicturesAreAsManyAsNewOnesThatAreRepeated() throws Exception {
    Dataset data = FewShot.of(start, ten, old, done -> {}).data();

    Path yellow = ten.samples().get(0).file();
    assertThat(data.samples()).hasSize(64 + 6 * 10);
    assertThat(data.samples()).filteredOn(s -> s.file().equals(yellow)).hasSize(6);
  }

  @Test
  void oldLabelsThatTheNewPicturesListAreTakenAsLabelled() throws Exception {
    Dataset whole = Blocks.write(folder.resolve("whole"), 3, 6, 0, 5);

    assertThat(FewShot.of(start, whole, null, done -> {}).data().objects())
        .isEqualTo(whole.objects());
    assertThat(FewShot.unknown(start, whole)).containsExactly("yellow");
  }

  @Test
  void picturesWithoutANewLabelAreNoLesson() {
    assertThatThrownBy(() -> FewShot.of(start, old, null, done -> {}))
        .isInstanceOf(DetectorException.class)
        .hasMessage("old: the detector knows all its labels already; train it as it is");
  }

  private static CocoMetrics judged(Graph graph) throws Exception {
    Hints hints = Hints.NONE.withScoreThreshold(Evaluation.SCORE_THRESHOLD);
    Path file = folder.resolve("judged.onnx");
    graph.write(file);
    try (Detector detector = OnnxDetector.open(file, hints, RuntimeOptions.DEFAULT)) {
      return Evaluation.of(detector, judge, done -> {}).metrics();
    }
  }

  private static double ofOld(CocoMetrics metrics) {
    return IntStream.range(0, OLD)
        .mapToDouble(c -> metrics.perClass().get(c).ap50())
        .average()
        .orElseThrow();
  }
}
