package io.vedette.cloud.rollout;

import static io.vedette.cloud.Scratch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.machine.TransitionTable;
import io.vedette.cloud.rollout.Member.State;
import io.vedette.cloud.rollout.Rollout.Phase;
import io.vedette.cloud.rollout.RolloutEffect.Install;
import io.vedette.cloud.rollout.RolloutEffect.MarkCanary;
import io.vedette.cloud.rollout.RolloutEffect.MarkPrevious;
import io.vedette.cloud.rollout.RolloutEffect.MarkStable;
import io.vedette.cloud.rollout.RolloutEffect.Withdraw;
import io.vedette.cloud.version.FleetVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutStateMachineTest {

  private static final FleetVersion FLEET = new FleetVersion("student", Scratch.V1, "imported");

  /** A device may take 2 minutes. */
  private final TransitionTable<Rollout, Phase, RolloutEvent, RolloutEffect> table =
      RolloutStateMachine.of(RolloutConfig.unjudged());

  private Rollout rollout = Scratch.rollout("a", "b", "c");
  private List<RolloutEffect> effects = List.of();

  private void on(RolloutEvent event) {
    Transition<Rollout, RolloutEffect> step = table.step(rollout, event);
    rollout = step.state();
    effects = step.effects().stream().filter(e -> !(e instanceof RolloutEffect.Announce)).toList();
  }

  private void says(String agent, State state) {
    on(new RolloutEvent.Reported(agent, false, state, "said", 12, at(10)));
  }

  private void saysOnTheWayBack(String agent, State state) {
    on(new RolloutEvent.Reported(agent, true, state, "", 0, at(20)));
  }

  private State of(String agent) {
    return rollout.member(agent).orElseThrow().state();
  }

  @Test
  void oneCanaryFirstThenEverybody() {
    on(new RolloutEvent.Started(at(0)));
    assertThat(effects).containsExactly(new MarkCanary(), new Install("a", false));

    says("a", State.SELF_TEST);
    assertThat(effects).isEmpty();
    says("a", State.CONFIRMED);
    assertThat(rollout.phase()).isEqualTo(Phase.WAVES);
    assertThat(effects).containsExactly(new Install("b", false), new Install("c", false));

    says("b", State.CONFIRMED);
    says("c", State.CONFIRMED);
    assertThat(rollout.phase()).isEqualTo(Phase.DONE);
    assertThat(effects).containsExactly(new MarkStable());
    assertThat(rollout.member("c").orElseThrow().swapGapMs()).isEqualTo(12);
  }

  @Test
  void aCanaryThatFailsItsSelfTestTakesItBack() {
    on(new RolloutEvent.Started(at(0)));
    says("a", State.SELF_TEST);
    says("a", State.FAILED);

    assertThat(rollout.phase()).isEqualTo(Phase.ROLLED_BACK);
    assertThat(rollout.why()).isEqualTo("a failed: said");
    assertThat(effects).containsExactly(new MarkPrevious());
    assertThat(of("b")).isEqualTo(State.WAITING);
  }

  @Test
  void aCanaryThatVanishesTakesItBack() {
    on(new RolloutEvent.Started(at(0)));
    says("a", State.DOWNLOADING);
    on(new RolloutEvent.DeviceAway("a", at(50)));

    assertThat(rollout.phase()).isEqualTo(Phase.ROLLED_BACK);
    assertThat(rollout.why()).contains("went away");
  }

  @Test
  void aDeviceThatFailsLaterTakesEverybodyBack() {
    on(new RolloutEvent.Started(at(0)));
    says("a", State.CONFIRMED);
    says("b", State.CONFIRMED);
    says("c", State.FAILED);

    assertThat(rollout.phase()).isEqualTo(Phase.ROLLING_BACK);
    assertThat(effects)
        .contains(new Install("a", true), new Install("b", true), new MarkPrevious())
        .doesNotContain(new Install("c", true));

    saysOnTheWayBack("a", State.CONFIRMED);
    saysOnTheWayBack("b", State.CONFIRMED);
    assertThat(rollout.phase()).isEqualTo(Phase.ROLLED_BACK);
    assertThat(of("a")).isEqualTo(State.ROLLED_BACK);
  }

  @Test
  void aDeviceThatTakesTooLongHasFailed() {
    on(new RolloutEvent.Started(at(0)));
    on(new RolloutEvent.Ticked(at(120_000)));
    assertThat(rollout.phase()).isEqualTo(Phase.CANARY);

    on(new RolloutEvent.Ticked(at(120_001)));

    assertThat(of("a")).isEqualTo(State.FAILED);
    assertThat(rollout.phase()).isEqualTo(Phase.ROLLED_BACK);
  }

  @Test
  void aDeviceThatGoesAwayInTheWavesIsLeftOut() {
    on(new RolloutEvent.Started(at(0)));
    says("a", State.CONFIRMED);
    on(new RolloutEvent.DeviceAway("b", at(20)));
    says("c", State.CONFIRMED);
    assertThat(rollout.phase()).isEqualTo(Phase.DONE);
  }

  @Test
  void aDeviceThatReturnsIsToldAgainAndANewcomerJoins() {
    on(new RolloutEvent.Started(at(0)));
    says("a", State.CONFIRMED);
    on(new RolloutEvent.DeviceOnline("b", at(30)));
    assertThat(effects).containsExactly(new Install("b", false));
    on(new RolloutEvent.DeviceOnline("d", at(30)));
    assertThat(effects).containsExactly(new Install("d", false));
    assertThat(rollout.member("d").orElseThrow().wave()).isEqualTo(1);
  }

  @Test
  void withoutAnyDeviceTheFirstThatComesIsTheCanary() {
    rollout = Scratch.rollout();
    on(new RolloutEvent.Started(at(0)));
    assertThat(rollout.phase()).isEqualTo(Phase.CANARY);
    on(new RolloutEvent.DeviceOnline("z", at(30)));
    assertThat(effects).containsExactly(new Install("z", false));
    says("z", State.CONFIRMED);
    assertThat(rollout.phase()).isEqualTo(Phase.DONE);
  }

  @Test
  void aPausedRolloutNotesReportsAndGoesOnWhenToldTo() {
    on(new RolloutEvent.Started(at(0)));
    on(new RolloutEvent.Paused("lunch", at(5)));
    says("a", State.CONFIRMED);
    assertThat(rollout.phase()).isEqualTo(Phase.PAUSED);
    on(new RolloutEvent.Ticked(at(1_000_000)));
    assertThat(rollout.phase()).isEqualTo(Phase.PAUSED);

    on(new RolloutEvent.Resumed(at(2_000_000)));

    assertThat(rollout.phase()).isEqualTo(Phase.WAVES);
    assertThat(effects).containsExactly(new Install("b", false), new Install("c", false));
  }

  @Test
  void aPersonMayEndItOrTakeItBackEvenWhenDone() {
    on(new RolloutEvent.Started(at(0)));
    on(new RolloutEvent.Aborted("enough", at(5)));
    assertThat(rollout.phase()).isEqualTo(Phase.ABORTED);
    assertThat(effects).containsExactly(new Withdraw("a", "the rollout was aborted"));

    oneCanaryFirstThenEverybodyAgain();
    on(new RolloutEvent.RollbackRequested("it misses pin-holes", at(99)));
    assertThat(rollout.phase()).isEqualTo(Phase.ROLLING_BACK);
    assertThat(effects)
        .contains(new Install("a", true), new Install("b", true), new Install("c", true));
  }

  private void oneCanaryFirstThenEverybodyAgain() {
    rollout = Scratch.rollout("a", "b", "c");
    on(new RolloutEvent.Started(at(0)));
    says("a", State.CONFIRMED);
    says("b", State.CONFIRMED);
    says("c", State.CONFIRMED);
  }

  @Test
  void aDeviceOutsideARolloutShouldRunTheFleetsVersion() {
    assertThat(DesiredVersion.of("x", FLEET, Optional.empty()))
        .contains(new DesiredVersion(Scratch.V1, "imported", false));
    assertThat(DesiredVersion.of("x", new FleetVersion("student", null, ""), Optional.empty()))
        .isEmpty();
    on(new RolloutEvent.Started(at(0)));
    assertThat(DesiredVersion.of("b", FLEET, Optional.of(rollout)))
        .as("it waits for its wave")
        .contains(new DesiredVersion(Scratch.V1, "imported", false));
  }

  @Test
  void aRolloutSaysWhatTheDevicesShouldRunThatItHasTold() {
    on(new RolloutEvent.Started(at(0)));
    assertThat(DesiredVersion.of("a", FLEET, Optional.of(rollout)))
        .contains(new DesiredVersion(rollout.version(), "rollout " + rollout.id(), true));
    says("a", State.CONFIRMED);
    assertThat(DesiredVersion.of("a", FLEET, Optional.of(rollout)))
        .contains(new DesiredVersion(rollout.version(), "rollout " + rollout.id(), true));
    says("b", State.FAILED);
    assertThat(DesiredVersion.of("a", FLEET, Optional.of(rollout)))
        .contains(
            new DesiredVersion(rollout.previous(), "rollout " + rollout.id() + " goes back", true));
  }
}
