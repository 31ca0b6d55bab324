package io.vedette.cloud.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressDeadlineTest {

  private static final long FLOOR = 1_000;

  @Test
  void beforeTheFirstStepTheFloorCounts() {
    ProgressDeadline deadline = ProgressDeadline.starting(100);
    assertThat(deadline.passed(1_099, FLOOR)).isFalse();
    assertThat(deadline.passed(1_100, FLOOR)).isTrue();
  }

  @Test
  void theSlowestIntervalSetsThePace() {
    ProgressDeadline deadline = ProgressDeadline.starting(0).at(1, 50).at(2, 550).at(3, 560);
    assertThat(deadline.slowestMs()).isEqualTo(500);
    assertThat(deadline.passed(560 + 8 * 500 - 1, FLOOR)).isFalse();
    assertThat(deadline.passed(560 + 8 * 500, FLOOR)).isTrue();
  }

  @Test
  void theWayToTheFirstStepIsNoPace() {
    assertThat(ProgressDeadline.starting(0).at(7, 900).slowestMs()).isZero();
  }

  @Test
  void onlyGrowthIsProgress() {
    ProgressDeadline deadline = ProgressDeadline.starting(0).at(5, 10);
    assertThat(deadline.at(5, 900)).isSameAs(deadline);
    assertThat(deadline.at(3, 900)).isSameAs(deadline);
  }

  @Test
  void theTimeIsGivenAgainAndThePaceKept() {
    ProgressDeadline deadline = ProgressDeadline.starting(0).at(1, 0).at(2, 500).resumed(90_000);
    assertThat(deadline.slowestMs()).isEqualTo(500);
    assertThat(deadline.passed(93_999, FLOOR)).isFalse();
    assertThat(deadline.passed(94_000, FLOOR)).isTrue();
  }
}
