package io.vedette.federated.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.Weights;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.example.Augmentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorTrainerTest {

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1); // the tensors are too small to share the work
  }

  private static Graph tiny(List<String> labels) {
    return Yolo11.build(
        new Yolo11.Choices(
            labels, Drawings.SIDE, 0.5, 0.125, 256, Activation.RELU, 8, false, false),
        1);
  }

  private static TrainingOptions options(int epochs) {
    return TrainingOptions.fromScratch(epochs, 4, 3)
        .withLearningRate(0.005)
        .withAugmentation(Augmentation.NONE);
  }

  @Test
  void learnsEightPicturesByHeart() throws Exception {
    Dataset eight = Drawings.write(folder, 8, 1);

    TrainingResult result =
        DetectorTrainer.train(tiny(Drawings.LABELS), eight, options(120), ProgressListener.SILENT);

    assertThat(result.epochs()).hasSize(120);
    assertThat(result.lossAfter()).isLessThan(result.lossBefore() / 2);
    assertThat(Drawings.ap50(result.graph(), eight)).isGreaterThan(0.95);
  }

  @Test
  void aKilledRunGoesOnAsIfNothingHadHappened() throws Exception {
    Dataset data = Drawings.write(folder, 8, 2);
    Graph start = tiny(Drawings.LABELS);
    TrainingOptions options = options(4).withAugmentation(Augmentation.ANY_WAY_UP);
    TrainingResult whole = DetectorTrainer.train(start, data, options, ProgressListener.SILENT);

    RunFolder run = RunFolder.at(folder.resolve("run"));
    assertThatThrownBy(
            () ->
                new DetectorTrainer(options)
                    .into(run, true)
                    .train(
                        start,
                        data,
                        progress -> {
                          if (progress.epoch() == 3) {
                            throw new IllegalStateException("killed");
                          }
                        }))
        .hasMessage("killed");
    TrainingResult resumed =
        new DetectorTrainer(options).into(run, true).train(start, data, ProgressListener.SILENT);

    assertThat(resumed.epochs()).hasSize(4);
    assertEqual(resumed.weights(), whole.weights());
    assertThat(Graph.read(run.training()).initializers().keySet())
        .isEqualTo(start.initializers().keySet());
    assertThat(Files.readAllLines(folder.resolve("run/metrics.csv"))).hasSize(5);
  }

  @Test
  void constantsOfTheDecodingAreLeftAlone() throws Exception {
    Dataset data = Drawings.write(folder, 4, 2);
    Graph start = tiny(Drawings.LABELS);

    TrainingResult result = DetectorTrainer.train(start, data, options(1), ProgressListener.SILENT);

    assertThat(result.graph().initializers().get("head.anchors"))
        .isEqualTo(start.initializers().get("head.anchors"));
    assertThat(result.graph().initializers().get("head.bin_index"))
        .isEqualTo(start.initializers().get("head.bin_index"));
    assertThat(result.graph().initializers().get("b0.conv.weight"))
        .isNotEqualTo(start.initializers().get("b0.conv.weight"));
    assertThat(result.graph().metadata()).isEqualTo(start.metadata());
  }

  @Test
  void aLabelThatTheModelDoesNotKnowIsNamed() throws Exception {
    Dataset data = Drawings.write(folder, 1, 2);

    assertThatThrownBy(
            () ->
                DetectorTrainer.train(
                    tiny(List.of("light", "grey")), data, options(1), ProgressListener.SILENT))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("'dark'");
  }

  @Test
  void aPictureThatIsGoneIsNamed() throws Exception {
    Dataset data = Drawings.write(folder, 4, 2);
    Files.delete(data.samples().get(2).file());

    assertThatThrownBy(
            () ->
                DetectorTrainer.train(
                    tiny(Drawings.LABELS), data, options(1), ProgressListener.SILENT))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("drawing2.png");
  }

  private static void assertEqual(Weights one, Weights other) {
    assertThat(one.byName().keySet()).isEqualTo(other.byName().keySet());
    one.byName()
        .forEach(
            (name, values) ->
                assertThat(values.data()).as(name).isEqualTo(other.byName().get(name).data()));
  }
}
