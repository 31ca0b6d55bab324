package io.vedette.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Forty kilobytes a second for the lists of one page. */
class PageBudgetTest {

  @Test
  void whatWasSentIsFollowedByAPauseOfItsLength() {
    PageBudget budget = new PageBudget();
    assertThat(budget.spend(0, 60_000)).isEqualTo(1_500);
    assertThat(budget.spend(500, 20_000)).isEqualTo(1_500);
    assertThat(budget.spend(10_000, 4_000)).isEqualTo(100);
  }

  /** Lists that are asked for again as soon as they may be: 50 kB/s are never passed. */
  @Test
  void inTheLongRunALimitIsKept() {
    PageBudget budget = new PageBudget();
    long now = 0;
    long sent = 0;
    while (now < 60_000) {
      sent += 45_000;
      now += budget.spend(now, 45_000);
    }
    assertThat(sent * 1_000 / now).isLessThanOrEqualTo(40_000);
  }
}
