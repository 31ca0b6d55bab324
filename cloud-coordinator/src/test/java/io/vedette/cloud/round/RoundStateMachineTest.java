package io.vedette.cloud.round;

import static io.vedette.cloud.Scratch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.machine.TransitionTable;
import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.cloud.round.RoundEffect.Aggregate;
import io.vedette.cloud.round.RoundEffect.Announce;
import io.vedette.cloud.round.RoundEffect.Invite;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoundStateMachineTest {

  /** Patience 5 minutes. */
  private final TransitionTable<Round, Round.Phase, RoundEvent, RoundEffect> table =
      RoundStateMachine.of(RoundConfig.defaults());

  private Round round = Scratch.round("a", "b", "c");
  private List<RoundEffect> effects = List.of();

  private void on(RoundEvent event) {
    Transition<Round, RoundEffect> step = table.step(round, event);
    round = step.state();
    effects = step.effects();
  }

  private static Contribution contribution(String agent) {
    return new Contribution(
        "u-" + agent,
        Scratch.artifact("update", 4),
        10,
        2,
        1,
        3,
        Scratch.artifact("escalations", 5),
        1);
  }

  private static RoundEvent.Updated update(String agent, long nowMs) {
    return new RoundEvent.Updated(agent, contribution(agent), at(nowMs));
  }

  private static LateUpdate late(String agent) {
    return new LateUpdate(
        "r-0", agent, Scratch.V1, Scratch.artifact("training", 1), contribution(agent));
  }

  private void progress(String agent, long steps, long nowMs) {
    on(new RoundEvent.Progressed(agent, steps, 100, at(nowMs)));
  }

  private Participant.State state(String agent) {
    return round.participant(agent).orElseThrow().state();
  }

  @Test
  void everybodyIsInvitedAndAgainWhenTheyReturn() {
    on(new RoundEvent.Opened(at(0)));
    assertThat(effects).containsExactly(new Invite("a"), new Invite("b"), new Invite("c"));

    on(new RoundEvent.AgentConnected("b", at(1)));
    assertThat(effects).containsExactly(new Invite("b"));

    on(new RoundEvent.AgentConnected("stranger", at(1)));
    assertThat(effects).isEmpty();
  }

  @Test
  void theRoundEndsEarlyWhenAllHaveAnswered() {
    on(update("a", 10));
    on(new RoundEvent.Declined("b", "too few examples", at(20)));
    assertThat(round.phase()).isEqualTo(Round.Phase.OPEN);

    on(update("c", 30));

    assertThat(round.phase()).isEqualTo(Round.Phase.AGGREGATING);
    assertThat(effects).containsExactly(new Aggregate());
  }

  @Test
  void whoGetsOnIsWaitedForHoweverLongItTakes() {
    on(new RoundEvent.Declined("b", "busy", at(0)));
    on(new RoundEvent.Declined("c", "busy", at(0)));
    round = Scratch.round("a");
    for (int minute = 1; minute <= 90; minute++) {
      progress("a", minute, minute * 60_000L);
      on(new RoundEvent.Ticked(at(minute * 60_000L + 59_000)));
      assertThat(round.phase()).isEqualTo(Round.Phase.OPEN);
    }
  }

  @Test
  void whoIsSilentIsLateAndTheOthersGoOn() {
    on(update("a", 10_000));
    progress("b", 1, 10_000);
    progress("b", 2, 290_000);
    on(new RoundEvent.Ticked(at(300_000)));

    assertThat(state("c")).isEqualTo(Participant.State.LATE);
    assertThat(state("b")).isEqualTo(Participant.State.INVITED);
    assertThat(effects)
        .containsExactly(new Announce("no longer waits for c, which made no progress for 300 s"));
    assertThat(round.phase()).isEqualTo(Round.Phase.OPEN);

    on(update("b", 400_000));
    assertThat(round.phase()).isEqualTo(Round.Phase.AGGREGATING);
    assertThat(effects).containsExactly(new Aggregate());
  }

  @Test
  void whoIsFarSlowerIsLateOnceEnoughUpdatesAreThere() {
    for (int minute = 1; minute <= 19; minute++) {
      progress("c", minute, minute * 60_000L);
    }
    on(update("a", 300_000));
    on(update("b", 400_000)); // the median of the two: three times that is waited
    on(new RoundEvent.Ticked(at(1_200_000)));
    assertThat(state("c")).isEqualTo(Participant.State.INVITED);
    progress("c", 20, 1_200_000);

    on(new RoundEvent.Ticked(at(1_200_001)));

    assertThat(state("c")).isEqualTo(Participant.State.LATE);
    assertThat(round.phase()).isEqualTo(Round.Phase.AGGREGATING);
    assertThat(effects)
        .containsExactly(
            new Announce(
                "no longer waits for c, which takes more than 3 times the 400 s of the others"),
            new Aggregate());
  }

  @Test
  void whoBecomesSlowerAndSlowerIsNotWaitedForForEver() {
    round = Scratch.round("a");
    long now = 60_000;
    progress("a", 1, now); // 100 steps: some 100 minutes; twenty times that at most
    long steps = 2;
    while (round.phase() == Round.Phase.OPEN && now < 100_000_000_000L) {
      now += Math.max(60_000, now / 2);
      progress("a", steps++, now);
      on(new RoundEvent.Ticked(at(now)));
    }
    assertThat(round.phase()).isEqualTo(Round.Phase.FAILED);
    assertThat(now).isBetween(20 * 6_000_000L, 40 * 6_000_000L);
  }

  @Test
  void aReportInOtherWordsIsASignOfLife() {
    on(new RoundEvent.Training("a", "downloading", at(200_000)));
    on(new RoundEvent.Training("a", "downloading", at(400_000))); // told again: none
    on(new RoundEvent.Ticked(at(499_999)));
    assertThat(state("a")).isEqualTo(Participant.State.TRAINING);
    on(new RoundEvent.Ticked(at(500_000)));
    assertThat(state("a")).isEqualTo(Participant.State.LATE);
  }

  @Test
  void oneUpdateIsNotEnough() {
    on(update("a", 10));
    on(new RoundEvent.Ticked(at(400_000)));

    assertThat(round.phase()).isEqualTo(Round.Phase.FAILED);
    assertThat(round.why()).isEqualTo("1 of at least 2 updates came");
  }

  @Test
  void aLateUpdateIsKeptForTheNextRound() {
    on(update("a", 10));
    on(update("b", 20));
    on(new RoundEvent.Ticked(at(400_000)));
    assertThat(round.phase()).isEqualTo(Round.Phase.AGGREGATING);

    on(update("c", 500_000));

    assertThat(state("c")).isEqualTo(Participant.State.LATE);
    assertThat(round.updated()).extracting(Participant::agentId).containsExactly("a", "b");
    assertThat(LateUpdates.waiting(List.of(round), Set.of("r-1"), Scratch.V2))
        .extracting(LateUpdate::agentId)
        .containsExactly("c");
  }

  @Test
  void aLateUpdateOfAnEarlierRoundCountsUnlessItsAgentGivesANewerOne() {
    on(new RoundEvent.LateUpdated(late("d"), at(5)));
    on(new RoundEvent.LateUpdated(late("a"), at(6)));
    on(update("a", 10));
    on(new RoundEvent.Declined("b", "busy", at(20)));
    on(new RoundEvent.Declined("c", "busy", at(20)));

    assertThat(round.phase()).isEqualTo(Round.Phase.AGGREGATING);
    assertThat(round.lateOnes()).extracting(LateUpdate::agentId).containsExactly("d");
    assertThat(round.updateIds()).containsExactly("u-a", "u-d");
  }

  @Test
  void whatIsPartOfAnotherStudentCountsNoMore() {
    on(new RoundEvent.LateUpdated(late("d"), at(5)));
    on(new RoundEvent.LateUsed(Set.of("u-d"), at(6)));
    assertThat(round.lateOnes()).isEmpty();
  }

  @Test
  void aRestartGivesEverybodyTheTimeAgain() {
    on(new RoundEvent.Restarted(at(10_000_000)));
    on(new RoundEvent.Ticked(at(10_299_999)));
    assertThat(round.phase()).isEqualTo(Round.Phase.OPEN);
  }

  @Test
  void aCancelledRoundTellsThoseWhoTrainAndKeepsTheirUpdates() {
    on(update("a", 10));
    on(new RoundEvent.Cancelled("wrong data", at(20)));

    assertThat(round.phase()).isEqualTo(Round.Phase.FAILED);
    assertThat(round.why()).isEqualTo("cancelled: wrong data");
    assertThat(effects)
        .containsExactlyInAnyOrder(
            new RoundEffect.AnnounceEnd(),
            new RoundEffect.Withdraw("b", "the round was cancelled: wrong data"),
            new RoundEffect.Withdraw("c", "the round was cancelled: wrong data"));

    on(update("b", 30));
    assertThat(LateUpdates.waiting(List.of(round), Set.of(), Scratch.V1))
        .extracting(LateUpdate::agentId)
        .containsExactlyInAnyOrder("a", "b");
  }
}
