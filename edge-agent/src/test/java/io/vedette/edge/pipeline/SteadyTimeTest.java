package io.vedette.edge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteadyTimeTest {

  private static final long HOUR = 3_600_000;

  private final SteadyTime time = new SteadyTime();

  private long next(long wallMillis, long realMillis) {
    return time.next(wallMillis, realMillis * 1_000_000);
  }

  @Test
  void followsCaptureTimesWhileTheyArePlausible() {
    assertThat(next(1_000_000, 0)).isEqualTo(1_000_000);
    // taken late, captured in time
    assertThat(next(1_000_200, 260)).isEqualTo(1_000_200);
    assertThat(next(1_000_400, 400)).isEqualTo(1_000_400);
  }

  @Test
  void aClockThatJumpsForwardOrBackMovesNothing() {
    next(1_000_000, 0);
    long ahead = next(1_000_200 + HOUR, 200);
    assertThat(ahead).isEqualTo(1_000_200);
    assertThat(next(1_000_400 + HOUR, 400)).isEqualTo(1_000_400);
    assertThat(next(1_000_600 - HOUR, 600)).isEqualTo(1_000_600);
    assertThat(next(1_000_600 - HOUR, 600)).isEqualTo(1_000_601);
    assertThat(time.of(1_000_200 + HOUR)).isEqualTo(ahead);
    assertThat(time.of(17)).isEqualTo(17);
  }
}
