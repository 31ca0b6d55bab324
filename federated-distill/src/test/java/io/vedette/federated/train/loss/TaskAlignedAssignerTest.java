package io.vedette.federated.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.federated.train.example.Target;
import io.vedette.federated.train.head.AnchorGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskAlignedAssignerTest {

  /** One level of 4x4 cells of 8 pixels: centres at 4, 12, 20 and 28. */
  private final AnchorGrid grid = AnchorGrid.of(32, 32, new int[] {8});

  /** Every anchor says the same box about its centre, with the same scores. */
  private static TaskAlignedAssigner.Answers everywhere(
      AnchorGrid grid, double half, double score) {
    return new TaskAlignedAssigner.Answers() {
      @Override
      public double score(int anchor, int classId) {
        return score;
      }

      @Override
      public void box(int anchor, double[] into) {
        into[0] = grid.centerX()[anchor] - half;
        into[1] = grid.centerY()[anchor] - half;
        into[2] = grid.centerX()[anchor] + half;
        into[3] = grid.centerY()[anchor] + half;
      }
    };
  }

  @Test
  void picksTheAnchorsInsideThatFitBest() {
    // 16x16 about (12, 12): the anchor at (12, 12) answers exactly this box
    Target target = new Target(new Box(4, 4, 20, 20), 0);

    AnchorAssignment assignment =
        new TaskAlignedAssigner(1, 0.5, 6).assign(grid, everywhere(grid, 8, 0.5), List.of(target));

    assertThat(assignment.anchors()).containsExactly(5);
    assertThat(assignment.targets()).containsExactly(0);
    assertThat(assignment.scores()[0]).isCloseTo(1, within(1e-5f));
  }

  @Test
  void asksForScoresInProportionToTheMeasure() {
    // anchors at 4, 12 and 20 lie within (0, 0, 24, 24); nine of them
    Target target = new Target(new Box(0, 0, 24, 24), 0);

    AnchorAssignment assignment =
        new TaskAlignedAssigner().assign(grid, everywhere(grid, 12, 0.25), List.of(target));

    assertThat(assignment.anchors()).containsExactly(0, 1, 2, 4, 5, 6, 8, 9, 10);
    // worked by hand: 8 pixels off along x leaves 16·24 of 2·24·24 - 16·24, IoU 1/2;
    // centre distance² 64 over diagonal² 32² + 24² = 1600, CIoU 0.46; square boxes, no aspect term
    assertThat(CompleteIou.of(0, 0, 24, 24, 8, 0, 32, 24)).isCloseTo(0.46, within(1e-6));
    assertThat(assignment.scores()[4]).isCloseTo(1, within(1e-5f));
    assertThat(assignment.scores()[5]).isCloseTo((float) Math.pow(0.46, 6), within(1e-5f));
  }

  @Test
  void anAnchorWantedTwiceGoesWhereItOverlapsMost() {
    Target large = new Target(new Box(0, 0, 32, 32), 0);
    Target small = new Target(new Box(4, 4, 20, 20), 1);

    AnchorAssignment assignment =
        new TaskAlignedAssigner().assign(grid, everywhere(grid, 8, 0.5), List.of(large, small));

    int at = java.util.Arrays.binarySearch(assignment.anchors(), 5);
    assertThat(assignment.targets()[at]).isEqualTo(1);
    assertThat(assignment.targets()).contains(0);
  }

  @Test
  void anObjectBetweenTheCellsIsNotLost() {
    // 5x5 pixels around a corner of four cells: no centre lies inside
    Target tiny = new Target(new Box(13, 13, 19, 19), 0);

    AnchorAssignment assignment =
        new TaskAlignedAssigner().assign(grid, everywhere(grid, 50, 1e-4), List.of(tiny));

    assertThat(assignment.anchors()).containsExactly(5, 6, 9, 10);
    for (float score : assignment.scores()) {
      assertThat(score).isPositive();
    }
  }

  @Test
  void nothingToFindIsNothingPositive() {
    AnchorAssignment assignment =
        new TaskAlignedAssigner().assign(grid, everywhere(grid, 8, 0.5), List.of());

    assertThat(assignment.size()).isZero();
  }

  @Test
  void noMoreThanTheTopFew() {
    AnchorGrid fine = AnchorGrid.of(64, 64, new int[] {8, 16});
    Target target = new Target(new Box(0, 0, 64, 64), 0);

    AnchorAssignment assignment =
        new TaskAlignedAssigner().assign(fine, everywhere(fine, 32, 0.5), List.of(target));

    assertThat(assignment.size()).isEqualTo(10);
  }
}
