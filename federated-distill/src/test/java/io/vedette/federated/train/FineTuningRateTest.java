package io.vedette.federated.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Exporter;
import org.junit.jupiter.api.Test;

class FineTuningRateTest {

  @Test
  void foldedNormalizationsBearATenthOfTheStep() {
    Graph unfolded = Drawings.tiny();
    Graph folded = Exporter.fp32(unfolded);
    assertThat(FineTuningRate.of(0, unfolded)).isEqualTo(0.001);
    assertThat(FineTuningRate.of(0, folded)).isEqualTo(0.0001);
  }

  @Test
  void aRateThatIsGivenStands() {
    Graph folded = Exporter.fp32(Drawings.tiny());
    assertThat(FineTuningRate.of(0.003, folded)).isEqualTo(0.003);
  }
}
