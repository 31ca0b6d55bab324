package io.vedette.cloud.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.machine.ProgressDeadline;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When a participant is late, to the millisecond. */
class StragglerPolicyTest {

  private static final long PATIENCE = 60_000;

  private final StragglerPolicy policy = new StragglerPolicy(PATIENCE);

  /** One that was invited at 1,000 and made progress all the time. */
  private static ParticipantPace busy(long expectedMs, long nowMs) {
    return new ParticipantPace(ProgressDeadline.starting(nowMs), 1_000, 0, expectedMs, 0);
  }

  @Test
  void silenceIsLate() {
    ParticipantPace silent = ParticipantPace.starting(1_000);
    assertThat(policy.why(silent, 0, 999 + PATIENCE)).isEmpty();
    assertThat(policy.why(silent, 0, 1_000 + PATIENCE)).contains("made no progress for 60 s");
  }

  @Test
  void threeTimesTheUsualIsLateWhereTheOthersAreEnough() {
    long end = 1_000 + 3 * 40_000;
    assertThat(policy.why(busy(0, end), 40_000, end)).isEmpty();
    assertThat(policy.why(busy(0, end + 1), 40_000, end + 1))
        .contains("takes more than 3 times the 40 s of the others");
    assertThat(policy.why(busy(0, end + 1), 0, end + 1)).as("the others are too few").isEmpty();
    // however quick the others were, nobody is late before its patience
    assertThat(policy.why(busy(0, 1_000 + PATIENCE), 1, 1_000 + PATIENCE)).isEmpty();
    assertThat(policy.why(busy(0, 1_001 + PATIENCE), 1, 1_001 + PATIENCE)).isPresent();
  }

  @Test
  void twentyTimesWhatItsFirstStepsPromisedIsLate() {
    long end = 1_000 + 20 * 90_000;
    assertThat(policy.why(busy(90_000, end), 0, end)).isEmpty();
    assertThat(policy.why(busy(90_000, end + 1), 0, end + 1)).contains("is not done after 1800 s");
    long floor = 1_000 + 20 * PATIENCE;
    assertThat(policy.why(busy(0, floor), 0, floor)).isEmpty();
    assertThat(policy.why(busy(0, floor + 1), 0, floor + 1)).isPresent();
  }

  @Test
  void theExpectedTimeIsMeasuredOnceAtTheFirstSteps() {
    ParticipantPace pace = ParticipantPace.starting(1_000).at(0, 100, 3_000);
    assertThat(pace.expectedMs()).isZero();
    pace = pace.at(4, 100, 9_000);
    assertThat(pace.expectedMs()).as("8 s for 4 of 100 steps").isEqualTo(200_000);
    assertThat(pace.at(5, 100, 90_000).expectedMs()).isEqualTo(200_000);
  }

  @Test
  void nothingCountsThatWasBeforeARestart() {
    ParticipantPace pace = ParticipantPace.starting(5_000).at(1, 10, 7_000);
    assertThat(pace.since(4_000, 8_000)).isSameAs(pace);
    assertThat(pace.since(5_000, 7_000)).isSameAs(pace);
    assertThat(pace.since(6_000, 8_000).startedMs()).isEqualTo(6_000);
    assertThat(pace.since(6_000, 8_000).deadline()).isEqualTo(pace.deadline());
    ParticipantPace both = pace.since(9_000, 10_000);
    assertThat(both.startedMs()).isEqualTo(9_000);
    assertThat(both.deadline().lastMs()).isEqualTo(9_000);
    // by a clock of before the restart
    assertThat(pace.since(100, 200).startedMs()).isEqualTo(100);
    assertThat(pace.since(100, 6_000).startedMs()).isEqualTo(5_000);
    assertThat(pace.since(100, 6_000).deadline().lastMs()).isEqualTo(100);
  }

  @Test
  void nobodyIsLateBeforeItIsDueAndThatIsLookedAtInTime() {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      long started = 1_000 + random.nextInt(100_000);
      long last = started + random.nextInt(100_000);
      long now = last + random.nextInt((int) PATIENCE);
      long usual = random.nextBoolean() ? 0 : 1 + random.nextInt(60_000);
      ParticipantPace pace = new ParticipantPace(ProgressDeadline.starting(last), started, 0, 0, 0);
      if (policy.why(pace, usual, now).isPresent()) {
        continue;
      }
      long due = policy.dueMs(pace, usual, now);
      assertThat(due).as("the next look").isGreaterThan(now - 1);
      assertThat(policy.why(pace, usual, due - 1)).as("just before").isEmpty();
      // the others may be compared with from now on: a sixtieth of the patience is the delay
      long compared = Math.max(started + PATIENCE + 1, now + PATIENCE / 60);
      assertThat(due).isLessThanOrEqualTo(compared);
      assertThat(due).isLessThanOrEqualTo(last + PATIENCE);
      if (usual > 0) {
        assertThat(due).isLessThanOrEqualTo(started + Math.max(PATIENCE, 3 * usual) + 1);
      }
      long earliest = Math.min(compared, last + PATIENCE);
      assertThat(due)
          .isEqualTo(
              usual == 0
                  ? earliest
                  : Math.min(earliest, started + Math.max(PATIENCE, 3 * usual) + 1));
    }
  }
}
