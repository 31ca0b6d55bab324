package io.vedette.cloud.rollout;

import static io.vedette.cloud.Scratch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.rollout.Member.State;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RolloutPlanTest {

  private static final RolloutConfig CONFIG =
      new RolloutConfig(false, null, null, List.of(10, 100), 5, 50, null);

  private static RolloutPlan plan(int devices, InstallPace pace) {
    List<String> agents = IntStream.range(0, devices).mapToObj("agent-%03d"::formatted).toList();
    return RolloutPlan.of(
        Scratch.V2, Scratch.V1, WavePlan.of(agents, CONFIG.waves(), "student:2"), CONFIG, pace);
  }

  private static Rollout timed() {
    Rollout rollout =
        Rollout.starting(
            "o-1", Scratch.V1, null, WavePlan.of(List.of("a", "b", "c"), List.of(100), ""), 0);
    for (RolloutEvent event :
        List.of(
            new RolloutEvent.Started(at(1_000)),
            new RolloutEvent.Reported("a", false, State.CONFIRMED, "", 0, at(5_000)),
            new RolloutEvent.Reported("b", false, State.CONFIRMED, "", 0, at(14_000)),
            new RolloutEvent.Reported("c", false, State.CONFIRMED, "", 0, at(35_000)))) {
      rollout = RolloutStateMachine.of(RolloutConfig.unjudged()).step(rollout, event).state();
    }
    return rollout;
  }

  @Test
  void itNamesWavesAndHowManyMayFail() {
    RolloutPlan plan = plan(201, InstallPace.UNKNOWN);
    assertThat(plan.waves())
        .extracting(RolloutPlan.Wave::number, RolloutPlan.Wave::devices, RolloutPlan.Wave::mayFail)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, 1, 0),
            org.assertj.core.groups.Tuple.tuple(1, 20, 1),
            org.assertj.core.groups.Tuple.tuple(2, 180, 9));
    assertThat(plan.waves().get(0).named()).containsExactly("agent-000");
    assertThat(plan.waves().get(2).named()).hasSize(20).isSorted();
    assertThat(plan.expectedMs()).isEmpty();
    // 1, 1 and 4 batches of 2 minutes, and two bakes of 10.
    assertThat(plan.mostMs()).isEqualTo((6 * 2 + 2 * 10) * 60_000);
  }

  @Test
  void itsTimeIsThatOfTheNewestRollouts() {
    InstallPace pace = InstallPace.of(List.of(timed()));
    assertThat(pace).isEqualTo(new InstallPace(9_000, 9_000, 3));
    // 1, 1 and 4 batches, and two bakes of 30 s.
    assertThat(plan(201, pace).expectedMs()).hasValue(6 * 9_000 + 2 * 30_000);
  }

  @Test
  void nobodyOnlineIsNoWave() {
    assertThat(plan(0, InstallPace.UNKNOWN).waves()).isEmpty();
    assertThat(plan(1, InstallPace.UNKNOWN).waves()).hasSize(1);
  }

  @Test
  void everySizeOfFleetIsCoveredOnce() {
    for (int devices = 0; devices < 500; devices++) {
      List<String> agents = IntStream.range(0, devices).mapToObj(Integer::toString).toList();
      List<Member> members = WavePlan.of(agents, List.of(1, 10, 50, 100), "v");
      assertThat(members.stream().map(Member::agentId).distinct().count()).isEqualTo(devices);
      int last = members.stream().mapToInt(Member::wave).max().orElse(0);
      for (int wave = 1; wave < last; wave++) {
        int number = wave;
        assertThat(members.stream().filter(m -> m.wave() == number).count())
            .isGreaterThanOrEqualTo(WavePlan.LEAST);
      }
    }
  }
}
