package io.vedette.federated.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.Weights;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.example.Augmentation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceDetectorTest {

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1);
  }

  @Test
  void aRateThatRisesTooFarStopsTheTrainingAndLeavesTheWeightsBefore() throws Exception {
    Dataset data = Drawings.write(folder, 8, 1);
    TrainingOptions options =
        TrainingOptions.fromScratch(60, 4, 3)
            .withOptimizer(OptimizerKind.SGD)
            .withRate(new LearningRate(10, 1, 60))
            .withStopping(new StoppingRule(0, 2, 5))
            .withAugmentation(Augmentation.NONE);
    RunFolder run = RunFolder.at(folder.resolve("run"));

    assertThatThrownBy(
            () ->
                new DetectorTrainer(options)
                    .into(run, false)
                    .train(Drawings.tiny(), data, ProgressListener.SILENT))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("the loss stays at more than 2.0 times what it was before")
        .hasMessageContaining("train with a lower rate than 10.0");

    assertThatCode(() -> new DivergenceDetector(StoppingRule.DEFAULT).weights(weights(run)))
        .doesNotThrowAnyException();
  }

  @Test
  void theLastGoodEpochIsKeptAndNamed() throws Exception {
    Dataset data = Drawings.write(folder, 8, 1);
    TrainingOptions options =
        TrainingOptions.fromScratch(4, 4, 3).withAugmentation(Augmentation.NONE);
    RunFolder run = RunFolder.at(folder.resolve("run"));

    assertThatThrownBy(
            () ->
                new DetectorTrainer(options)
                    .with(new BrokenFrom(5))
                    .into(run, false)
                    .train(Drawings.tiny(), data, ProgressListener.SILENT))
        .isInstanceOf(DivergedException.class)
        .hasMessage(
            "epoch 3 of 4: the loss is no longer a number; "
                + run.training()
                + " is the best of the 2 good epochs before; train with a lower rate than 0.002");

    assertThatCode(() -> new DivergenceDetector(StoppingRule.DEFAULT).weights(weights(run)))
        .doesNotThrowAnyException();
  }

  private static Weights weights(RunFolder run) throws Exception {
    return GraphWeights.of(Graph.read(run.training()));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void weightsThatAreNoNumbersAreNamed(float broken) {
    Weights.Values fine = new Weights.Values(new long[] {2}, new float[] {0, 1});
    Weights.Values bad = new Weights.Values(new long[] {2}, new float[] {0, broken});

    assertThatThrownBy(
            () ->
                new DivergenceDetector(StoppingRule.DEFAULT)
                    .weights(new Weights(Map.of("b0.bn.mean", bad))))
        .hasMessage("the weights of b0.bn.mean are no longer numbers");
    assertThatCode(
            () ->
                new DivergenceDetector(StoppingRule.DEFAULT)
                    .weights(new Weights(Map.of("w", fine))))
        .doesNotThrowAnyException();
  }

  @Test
  void aLossThatStaysFarAboveWhatItWasRunsAway() throws Exception {
    DivergenceDetector divergence = new DivergenceDetector(new StoppingRule(0, 10, 5));
    for (int step = 0; step < 200; step++) {
      divergence.loss(2 + step % 3);
    }
    for (int step = 0; step < 100; step++) {
      divergence.loss(step % 2 == 0 ? 1000 : 3); // it comes back as often as it goes
    }
    for (int step = 0; step < 4; step++) {
      divergence.loss(1000);
    }

    assertThatThrownBy(() -> divergence.loss(31))
        .isInstanceOf(DivergedException.class)
        .hasMessage("the loss stays at more than 10.0 times what it was before, at 31.0");
  }

  @Test
  void aGradientThatIsNoNumberIsNoStep() {
    assertThatThrownBy(() -> new DivergenceDetector(StoppingRule.DEFAULT).gradient(Double.NaN))
        .isInstanceOf(DivergedException.class);
  }

  /** A loss that is no number from some step on. */
  private record BrokenFrom(long step) implements ExtraLoss {
    @Override
    public Tensor of(Scope scope, TrainingStep now) {
      return scope.full(now.number() < step ? 0 : Double.NaN);
    }
  }
}
