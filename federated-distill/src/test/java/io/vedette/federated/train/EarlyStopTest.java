package io.vedette.federated.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.example.Augmentation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyStopTest {

  /** Moves so little that AP50 stays what it is. */
  private static final TrainingOptions STUCK =
      TrainingOptions.fromScratch(9, 4, 3)
          .withLearningRate(1e-9)
          .withAugmentation(Augmentation.NONE)
          .withStopping(StoppingRule.DEFAULT.withPatience(2));

  @TempDir Path folder;
  private Dataset data;

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1);
  }

  @BeforeEach
  void draw() throws IOException {
    data = Drawings.write(folder, 4, 1);
  }

  @Test
  void twoEpochsWithoutABetterOneAreTheLast() throws Exception {
    TrainingResult result =
        new DetectorTrainer(STUCK)
            .validateOn(data)
            .train(Drawings.tiny(), data, ProgressListener.SILENT);

    assertThat(result.epochs()).hasSize(3);
    assertThat(result.stoppedEarly()).isTrue();
    assertThat(result.planned()).isEqualTo(9);
  }

  @Test
  void patienceGoesOnWhereItWasWhenARunIsKilled() throws Exception {
    DetectorTrainer trainer =
        new DetectorTrainer(STUCK).validateOn(data).into(RunFolder.at(folder.resolve("run")), true);
    assertThatThrownBy(
            () ->
                trainer.train(
                    Drawings.tiny(),
                    data,
                    progress -> {
                      if (progress.epoch() == 3) {
                        throw new IllegalStateException("killed");
                      }
                    }))
        .hasMessage("killed");

    assertThat(trainer.train(Drawings.tiny(), data, ProgressListener.SILENT).epochs()).hasSize(3);
  }

  @Test
  void patienceNeedsSomethingToMeasureOn() {
    assertThatThrownBy(
            () -> DetectorTrainer.train(Drawings.tiny(), data, STUCK, ProgressListener.SILENT))
        .isInstanceOf(DetectorException.class)
        .hasMessageStartingWith("patience needs pictures to measure on");
  }
}
