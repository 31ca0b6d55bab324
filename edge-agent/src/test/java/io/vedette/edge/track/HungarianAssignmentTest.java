package io.vedette.edge.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class HungarianAssignmentTest {

  private static final double LIMIT = 0.7;

  /** A pair that is not made costs more than any that could be. */
  private static final double ALONE = 1e6;

  @RepeatedTest(60)
  void isAsCheapAsTheCheapestOfAllPairings(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    int rows = random.nextInt(6);
    int columns = random.nextInt(6);
    double[][] cost = new double[rows][columns];
    for (double[] row : cost) {
      for (int c = 0; c < columns; c++) {
        row[c] = random.nextDouble();
      }
    }
    int[] columnOf = HungarianAssignment.of(cost, LIMIT);
    assertThat(columnOf).hasSize(rows);
    double total = 0;
    boolean[] taken = new boolean[columns];
    for (int r = 0; r < rows; r++) {
      total += price(cost, r, columnOf[r]);
      if (columnOf[r] >= 0) {
        assertThat(cost[r][columnOf[r]]).isLessThanOrEqualTo(LIMIT);
        assertThat(taken[columnOf[r]]).isFalse();
        taken[columnOf[r]] = true;
      }
    }
    assertThat(total)
        .isCloseTo(
            cheapest(cost, 0, new boolean[columns]), org.assertj.core.data.Offset.offset(1e-6));
  }

  private static double price(double[][] cost, int row, int column) {
    return column < 0 ? ALONE : cost[row][column];
  }

  private static double cheapest(double[][] cost, int row, boolean[] taken) {
    if (row == cost.length) {
      return 0;
    }
    double best = ALONE + cheapest(cost, row + 1, taken);
    for (int c = 0; c < taken.length; c++) {
      if (!taken[c] && cost[row][c] <= LIMIT) {
        taken[c] = true;
        best = Math.min(best, cost[row][c] + cheapest(cost, row + 1, taken));
        taken[c] = false;
      }
    }
    return best;
  }

  @Test
  void theBestPairGivesWayWhenTheWholeIsCheaper() {
    double[][] cost = {{0.1, 0.2}, {0.15, 0.65}};
    assertThat(HungarianAssignment.of(cost, LIMIT)).containsExactly(1, 0);
  }
}
