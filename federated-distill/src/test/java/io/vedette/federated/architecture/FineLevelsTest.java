package io.vedette.federated.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.Drawings;
import io.vedette.federated.train.ProgressListener;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.example.Augmentation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Levels at strides 4, 8 and 16 are trained and read as the usual ones are. */
class FineLevelsTest {

  @TempDir private Path folder;

  @Test
  void learnEightPicturesByHeart() throws Exception {
    Scope.useThreads(1);
    Dataset eight = Drawings.write(folder, 8, 1);
    Graph fresh =
        Architecture.named("vedette-fine-pico")
            .orElseThrow()
            .build(Drawings.LABELS, Drawings.SIDE, 1);
    TrainingOptions options =
        TrainingOptions.fromScratch(45, 4, 3)
            .withLearningRate(0.005)
            .withAugmentation(Augmentation.NONE);

    Graph trained = DetectorTrainer.train(fresh, eight, options, ProgressListener.SILENT).graph();

    assertThat(Drawings.ap50(trained, eight)).isGreaterThan(0.9);
  }

  @Test
  void costAboutAsMuchAsTheUsualOnesOfTheSameWidth() {
    Design fine = Architecture.named("vedette-fine").orElseThrow().design();
    Design usual = Architecture.named("vedette-small").orElseThrow().design();

    assertThat(fine.width()).isEqualTo(usual.width());
    assertThat(fine.size(6, 320).gflops()).isLessThan(usual.size(6, 320).gflops());
    assertThat(fine.size(6, 320).gflops()).isBetween(0.6, 1.0);
  }
}
