package io.vedette.federated.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.Weights;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.example.Augmentation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenWeightsTest {

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1);
  }

  private static TrainingOptions options(String... frozen) {
    return TrainingOptions.fromScratch(2, 4, 3)
        .withAugmentation(Augmentation.NONE)
        .withFrozen(List.of(frozen));
  }

  @Test
  void whatIsFrozenStaysToTheBitAndTheRestLearns() throws Exception {
    Dataset data = Drawings.write(folder, 8, 1);
    Graph start = Drawings.tiny();

    TrainingResult result =
        DetectorTrainer.train(start, data, options("b*", "n?.*"), ProgressListener.SILENT);

    Weights before = GraphWeights.of(start);
    for (var entry : result.weights().byName().entrySet()) {
      String name = entry.getKey();
      float[] was = before.byName().get(name).data();
      if (name.startsWith("b") || name.matches("n.\\..*")) {
        assertThat(entry.getValue().data()).as(name).isEqualTo(was);
      } else if (name.endsWith(".running_mean") || name.endsWith("conv.weight")) {
        assertThat(entry.getValue().data()).as(name).isNotEqualTo(was);
      }
    }
    assertThat(before.byName().keySet())
        .anyMatch(name -> name.startsWith("b8.") && name.contains("running_mean"))
        .anyMatch(name -> name.startsWith("n10.") || name.startsWith("n11."));
  }

  @Test
  void theStatisticsOfAFrozenNormalizationAreFrozenWhateverTheirNames() throws Exception {
    FrozenWeights frozen = FrozenWeights.of(Drawings.tiny(), List.of("b0.bn.weight"));

    assertThat(frozen.names())
        .containsExactlyInAnyOrder("b0.bn.weight", "b0.bn.running_mean", "b0.bn.running_var");
  }

  @Test
  void aPatternThatMatchesNothingIsAnErrorThatNamesWhatLooksLikeIt() {
    assertThatThrownBy(() -> FrozenWeights.of(Drawings.tiny(), List.of("b*", "haed.1.*")))
        .isInstanceOf(DetectorException.class)
        .hasMessageStartingWith("no initializer is called haed.1.*; nearest are head.1.")
        .hasMessageContaining("head.1.box1");
  }

  @Test
  void ifEverythingIsFrozenThereIsNothingToTrain() throws Exception {
    Dataset data = Drawings.write(folder, 4, 1);

    assertThatThrownBy(
            () ->
                DetectorTrainer.train(Drawings.tiny(), data, options("*"), ProgressListener.SILENT))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("no weight is left to train");
  }
}
