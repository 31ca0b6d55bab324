package io.vedette.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictDifferenceTest {

  private static Detection at(float x, String label, float score) {
    return new Detection(new Box(x, 0, x + 50, 50), 0, label, score);
  }

  @Test
  void aVerdictConfirmsRelabelsAddsAndRemoves() {
    List<Detection> student =
        List.of(at(0, "open", 0.9f), at(100, "open", 0.9f), at(200, "open", 0.9f));
    List<Detection> teacher =
        List.of(
            at(2, "open", 0.9f),
            at(103, "short", 0.8f),
            at(400, "spur", 0.7f),
            at(500, "spur", 0.7f));

    assertThat(VerdictDifference.between(student, teacher))
        .isEqualTo(new VerdictDifference(1, 1, 2, 1));
  }
}
