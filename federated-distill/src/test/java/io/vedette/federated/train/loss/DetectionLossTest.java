package io.vedette.federated.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.example.Target;
import io.vedette.federated.train.head.AnchorGrid;
import io.vedette.federated.train.head.RawHeadOutputs;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionLossTest {

  private final AnchorGrid grid = AnchorGrid.of(16, 16, new int[] {8});
  private final DetectionLoss loss = new DetectionLoss(DetectionLoss.Weights.DEFAULT);

  @Test
  void anEmptyPictureCostsWhatItsScoresClaim() {
    try (Scope scope = Scope.open()) {
      // four anchors, two classes, all at logit 0: eight times log 2, half of it
      RawHeadOutputs outputs =
          new RawHeadOutputs(
              scope.tensor(new float[4 * 16], 1, 4, 16),
              scope.tensor(new float[8], 1, 4, 2),
              grid,
              4);

      DetectionLoss.Value value = loss.of(scope, outputs, List.of(List.of()));

      assertThat(value.total().item()).isCloseTo(4 * Math.log(2), within(1e-5));
      assertThat(value.parts().box()).isZero();
    }
  }

  @Test
  void aPerfectAnswerCostsLessThanAnyOther() {
    Target target =
        new Target(new Box(0, 0, 8, 8), 1); // around the first anchor, half a cell a side
    double perfect = cost(target, 0, 1, 30);

    assertThat(perfect).isLessThan(cost(target, 0, 0, 30)); // wrong class
    assertThat(perfect).isLessThan(cost(target, 3, 1, 30)); // sure, but at another anchor
    assertThat(perfect).isLessThan(cost(target, 0, 1, 0.1f)); // boxes of any size
  }

  /** The loss when one anchor is sure of a class, and distances are between bins 0 and 1. */
  private double cost(Target target, int anchor, int classId, float sureness) {
    float[] boxes = new float[4 * 16];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = i % 4 < 2 ? sureness : -sureness;
    }
    float[] classes = new float[8];
    Arrays.fill(classes, -8);
    classes[anchor * 2 + classId] = 8;
    try (Scope scope = Scope.open()) {
      RawHeadOutputs outputs =
          new RawHeadOutputs(
              scope.tensor(boxes, 1, 4, 16), scope.tensor(classes, 1, 4, 2), grid, 4);
      return loss.of(scope, outputs, List.of(List.of(target))).total().item();
    }
  }
}
