package io.vedette.cloud.round;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The defaults: 60 verdicts, 2 agents, 60 seconds. */
class RoundTriggerTest {

  private static boolean due(long verdicts, int agents, long sinceMs, boolean busy) {
    return new RoundTrigger(verdicts, agents, sinceMs, busy, false, false)
        .due(RoundConfig.defaults());
  }

  @Test
  void everyConditionMustHold() {
    assertThat(due(60, 2, 60_000, false)).isTrue();
    assertThat(due(59, 2, 60_000, false)).isFalse();
    assertThat(due(60, 1, 60_000, false)).isFalse();
    assertThat(due(60, 2, 59_999, false)).isFalse();
    assertThat(due(60, 2, 60_000, true)).isFalse();
  }

  @Test
  void manualRoundsAreNeverDue() {
    RoundConfig manual = new RoundConfig(true, 0, 0, null, null, null, 0, 0, 0, 0, 0, 0, 0);
    assertThat(new RoundTrigger(1_000, 10, 1_000_000, false, false, true).due(manual)).isFalse();
  }

  @Test
  void aPaceThatWaitsLetsNoneOpen() {
    RoundTrigger waiting = new RoundTrigger(1_000, 10, 1_000_000, false, true, false);
    assertThat(waiting.due(RoundConfig.defaults())).isFalse();
  }

  @Test
  void anUrgentRoundWaitsForAgentsOnly() {
    assertThat(new RoundTrigger(0, 2, 0, false, true, true).due(RoundConfig.defaults())).isTrue();
    assertThat(new RoundTrigger(0, 1, 0, false, true, true).due(RoundConfig.defaults())).isFalse();
    assertThat(new RoundTrigger(0, 2, 0, true, true, true).due(RoundConfig.defaults())).isFalse();
  }
}
