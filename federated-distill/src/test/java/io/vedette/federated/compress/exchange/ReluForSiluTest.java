package io.vedette.federated.compress.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.graph.Graph;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Design;
import io.vedette.federated.compress.LivedIn;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReluForSiluTest {

  /** Attention is in this network, and its head has sigmoids that must stay. */
  @ParameterizedTest
  @EnumSource(names = {"SILU", "HARD_SWISH"})
  void computesWhatTheNetworkBuiltWithReluDoes(Activation dear) throws Exception {
    Graph exchanged = new ReluForSilu().apply(built(dear));
    assertThat(LivedIn.run(exchanged)).isEqualTo(LivedIn.run(built(Activation.RELU)));
    assertThat(exchanged.nodes()).hasSameSizeAs(built(Activation.RELU).nodes());
  }

  private static Graph built(Activation activation) {
    return Design.yolo11()
        .withActivation(activation)
        .build(List.of("dot", "dash"), LivedIn.SIZE, 5);
  }
}
