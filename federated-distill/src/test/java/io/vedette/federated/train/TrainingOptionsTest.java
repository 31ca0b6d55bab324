package io.vedette.federated.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.federated.train.example.Augmentation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingOptionsTest {

  @Test
  void everyKeyAndItsDefault() throws Exception {
    assertThat(lines("", TrainingOptions.fromScratch(30, 16, 1)))
        .containsExactly(
            "epochs 30",
            "batch 16",
            "seed 1",
            "optimizer.kind ADAMW",
            "optimizer.momentum 0.9",
            "optimizer.weightDecay 0.02",
            "optimizer.gradientNorm 10.0",
            "rate.peak 0.002",
            "rate.finalShare 0.01",
            "rate.warmupEpochs 2.0",
            "averaging.decay 0.9998",
            "averaging.ramp 2000.0",
            "variation.augmentation " + Augmentation.UPRIGHT,
            "variation.plainEpochs 6",
            "frozen []",
            "stopping.patience 0",
            "stopping.runaway 10.0",
            "stopping.runawaySteps 30",
            "loss.classes 0.5",
            "loss.box 7.5",
            "loss.distribution 1.5",
            "precision FLOAT32",
            "cacheBytes 536870912");
  }

  private static List<String> lines(String prefix, Record options) throws Exception {
    List<String> lines = new ArrayList<>();
    for (var component : options.getClass().getRecordComponents()) {
      component.getAccessor().setAccessible(true);
      Object value = component.getAccessor().invoke(options);
      String name = prefix + component.getName();
      if (value instanceof Record nested && !(value instanceof Augmentation)) {
        lines.addAll(lines(name + ".", nested));
      } else {
        lines.add(name + " " + value);
      }
    }
    return lines;
  }

  @Test
  void eachOptimizerHasWhatIsUsualForIt() {
    assertThat(OptimizerKind.SGD.usualRate()).isEqualTo(0.01);
    assertThat(OptimizerKind.SGD.usualSettings())
        .isEqualTo(new OptimizerSettings(OptimizerKind.SGD, 0.937, 5e-4, 10));
    TrainingOptions options = TrainingOptions.fromScratch(30, 16, 1);
    TrainingOptions changed = options.withLearningRate(0.5).withOptimizer(OptimizerKind.SGD);
    assertThat(changed.optimizer()).isEqualTo(OptimizerKind.SGD.usualSettings());
    assertThat(changed.rate().peak()).isEqualTo(0.5);
    assertThat(changed.withLearningRate(0.002).withOptimizer(OptimizerKind.ADAMW))
        .isEqualTo(options);
  }

  @Test
  void fineTuningIsShorterAndPlainer() {
    TrainingOptions options = TrainingOptions.fineTuning(3, 8, 1e-3, 7);

    assertThat(options.rate()).isEqualTo(new LearningRate(1e-3, 0.01, 0.3));
    assertThat(options.augmentation()).isEqualTo(Augmentation.UPRIGHT.withMosaic(0));
  }

  @Test
  void mosaicsEndWithTheLastEpochs() {
    PictureVariation variation = new PictureVariation(Augmentation.UPRIGHT, 2);

    assertThat(variation.in(8, 10)).isEqualTo(Augmentation.UPRIGHT);
    assertThat(variation.in(9, 10)).isEqualTo(Augmentation.UPRIGHT.withMosaic(0));
  }

  @Test
  void whatMakesNoSenseIsNamed() {
    TrainingOptions options = TrainingOptions.fromScratch(3, 8, 1);
    assertThatThrownBy(() -> TrainingOptions.fromScratch(0, 8, 1))
        .hasMessage("epochs of 0.0 is out of range");
    assertThatThrownBy(() -> options.withLearningRate(0)).hasMessageStartingWith("learning rate");
    OptimizerSettings usual = options.optimizer();
    assertThatThrownBy(
            () -> new OptimizerSettings(usual.kind(), 1, usual.weightDecay(), usual.gradientNorm()))
        .hasMessageStartingWith("momentum");
    assertThatThrownBy(() -> options.averaging().withDecay(1)).hasMessageStartingWith("EMA decay");
  }
}
