package io.vedette.cloud.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActiveTimeTest {

  private long wallMs = 1_000_000;
  private long monotonicMs = 50;
  private final ActiveTime time =
      new ActiveTime(() -> Instant.ofEpochMilli(wallMs), () -> monotonicMs, Duration.ofSeconds(1));

  private long ticked(long laterMs) {
    monotonicMs += laterMs;
    time.tick();
    return time.now().activeMs() - 1_000_000;
  }

  @Test
  void itGoesOnWithEveryTickAlsoWithASlowOne() {
    assertThat(ticked(1_000)).isEqualTo(1_000);
    assertThat(ticked(1_700)).isEqualTo(2_700);
    assertThat(ticked(5_000)).isEqualTo(7_700);
  }

  @Test
  void whileTheProcessWasStoppedOneIntervalPasses() {
    assertThat(ticked(1_000)).isEqualTo(1_000);
    assertThat(ticked(8 * 3_600_000)).isEqualTo(2_000);
    assertThat(ticked(1_000)).isEqualTo(3_000);
  }

  @Test
  void settingTheWallClockMovesNoDeadline() {
    wallMs += 86_400_000;
    assertThat(ticked(1_000)).isEqualTo(1_000);
    assertThat(time.now().wallMs()).isEqualTo(87_400_000);
    wallMs -= 2 * 86_400_000L;
    assertThat(ticked(1_000)).isEqualTo(2_000);
  }
}
