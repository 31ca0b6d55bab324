package io.vedette.federated.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.graph.Graph;
import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.worker.Distillation.Form;
import io.vedette.federated.worker.Distillation.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DistillationTest {

  private static final Graph GRAPH =
      Architecture.named("vedette-pico").orElseThrow().build(List.of("dot"), 64, 1);

  private static Measured form(double ap50, double milliseconds) {
    return new Measured(
        new Form("int8", GRAPH, ""),
        new Score(0.3, ap50, 0.3, 0.4, 8, "pictures", milliseconds, 2 * milliseconds));
  }

  @Test
  void theClockChoosesBetweenTwoFormsAndNotWhatTheyFind() {
    Measured plain = form(0.6, 5);

    assertThat(Measured.quicker(plain, form(0.5, 4.9)).score().ap50()).isEqualTo(0.5);
    assertThat(Measured.quicker(plain, form(0.7, 5.1))).isEqualTo(plain);
  }
}
