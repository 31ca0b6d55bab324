package io.vedette.edge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteadyClockTest {

  private static final long HOUR = 3_600_000;

  private final SteadyClock time = new SteadyClock();

  private long next(long wallMillis, long realMillis) {
    return time.next(wallMillis, realMillis * 1_000_000);
  }

  @Test
  void followsCaptureTimesWhileTheyArePlausible() {
    assertThat(next(1_000_000, 10)).isEqualTo(10);
    // taken late, captured in time
    assertThat(next(1_000_200, 270)).isEqualTo(210);
    assertThat(next(1_000_400, 410)).isEqualTo(410);
  }

  @Test
  void aClockThatJumpsForwardOrBackMovesNothing() {
    next(1_000_000, 10);
    long ahead = next(1_000_200 + HOUR, 210);
    assertThat(ahead).isEqualTo(210);
    assertThat(next(1_000_400 + HOUR, 410)).isEqualTo(410);
    assertThat(next(1_000_600 - HOUR, 610)).isEqualTo(610);
    assertThat(next(1_000_600 - HOUR, 610)).isEqualTo(611);
    assertThat(time.of(1_000_200 + HOUR)).isEqualTo(ahead);
    assertThat(time.of(17)).isNegative();
  }
}
