package io.vedette.federated.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void risesThenFallsToItsShare() {
    Schedule schedule = new Schedule(0.1, 0.01, 4, 104);

    assertThat(schedule.rate(0)).isCloseTo(0.025, within(1e-12));
    assertThat(schedule.rate(3)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.rate(4)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.rate(103)).isCloseTo(0.001, within(1e-12));
    for (int step = 5; step < 104; step++) {
      assertThat(schedule.rate(step)).isLessThan(schedule.rate(step - 1));
    }
  }
}
