package io.vedette.cloud.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.machine.Step;
import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.cloud.round.RoundEffect.Aggregate;
import io.vedette.cloud.round.RoundEffect.HandOn;
import io.vedette.cloud.round.RoundEffect.Invite;
import io.vedette.cloud.round.RoundEffect.Withdraw;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTableTest {

  private Round round = Scratch.round("a", "b", "c");
  private List<RoundEffect> effects = List.of();

  private void on(RoundEvent event) {
    Step<Round, RoundEffect> step = RoundTable.TABLE.step(round, event);
    round = step.state();
    effects = step.effects();
  }

  private static RoundEvent.Updated update(String agent, long nowMs) {
    return new RoundEvent.Updated(
        agent,
        new Contribution(
            "u-" + agent, Scratch.artifact("update", 4), 10, 2, 1, 3, List.of("id-00001")),
        nowMs);
  }

  @Test
  void everybodyIsInvitedAndAgainWhenTheyReturn() {
    on(new RoundEvent.Opened());
    assertThat(effects).containsExactly(new Invite("a"), new Invite("b"), new Invite("c"));

    on(new RoundEvent.AgentConnected("b"));
    assertThat(effects).containsExactly(new Invite("b"));

    on(new RoundEvent.AgentConnected("stranger"));
    assertThat(effects).isEmpty();
  }

  @Test
  void theRoundEndsEarlyWhenAllHaveAnswered() {
    on(update("a", 10));
    on(new RoundEvent.Declined("b", "too few examples", 20));
    assertThat(round.phase()).isEqualTo(Round.Phase.OPEN);

    on(update("c", 30));

    assertThat(round.phase()).isEqualTo(Round.Phase.AGGREGATING);
    assertThat(effects).containsExactly(new Aggregate());
  }

  @Test
  void whoIsNotDoneAtTheDeadlineIsLate() {
    on(update("a", 10));
    on(update("b", 20));
    on(new RoundEvent.Ticked(999));
    assertThat(round.phase()).isEqualTo(Round.Phase.OPEN);

    on(new RoundEvent.Ticked(1_000));

    assertThat(round.phase()).isEqualTo(Round.Phase.AGGREGATING);
    assertThat(round.participant("c"))
        .hasValueSatisfying(p -> assertThat(p.state()).isEqualTo(Participant.State.LATE));
    assertThat(effects).containsExactly(new Withdraw("c", "the round is over"), new Aggregate());
  }

  @Test
  void oneUpdateIsNotEnough() {
    on(update("a", 10));
    on(new RoundEvent.Ticked(2_000));

    assertThat(round.phase()).isEqualTo(Round.Phase.FAILED);
    assertThat(round.why()).isEqualTo("1 of at least 2 updates came");
  }

  @Test
  void anUpdateAfterTheEndChangesNothing() {
    on(update("a", 10));
    on(update("b", 20));
    on(new RoundEvent.Ticked(1_000));
    Round before = round;

    on(update("c", 1_001));

    assertThat(round).isEqualTo(before);
    assertThat(effects).isEmpty();
  }

  @Test
  void aRestartRepeatsWhatMayNotHaveBeenDone() {
    on(update("a", 10));
    on(update("b", 20));
    on(new RoundEvent.Ticked(1_000));
    on(new RoundEvent.Restarted());
    assertThat(effects).containsExactly(new Aggregate());

    on(new RoundEvent.Aggregated(Scratch.artifact("training", 5), "", 1_100));
    assertThat(round.phase()).isEqualTo(Round.Phase.AGGREGATED);
    on(new RoundEvent.Restarted());
    assertThat(effects).containsExactly(new HandOn());
  }
}
