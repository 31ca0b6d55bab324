package io.vedette.federated.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.evaluate.CocoMetrics;
import io.vedette.detector.graph.Graph;
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
    return Drawings.tiny(labels, 1);
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
    CocoMetrics learned = Drawings.judge(result.graph(), eight);
    assertThat(learned.ap50()).isGreaterThan(0.95);
    // boxes of the wrong anchors, or measured wrongly, are near enough for AP50 but not for this
    assertThat(learned.ap()).isGreaterThan(0.95);
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
}
