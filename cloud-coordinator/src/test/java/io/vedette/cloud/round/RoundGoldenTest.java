package io.vedette.cloud.round;

import static io.vedette.cloud.Scratch.at;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.machine.GoldenStory;
import io.vedette.cloud.round.Participant.Contribution;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whole rounds, as texts in {@code src/test/golden/round}. Patience is 5 minutes. */
class RoundGoldenTest {

  private static GoldenStory<Round, Participant, RoundEvent, RoundEffect> story(String title) {
    return new GoldenStory<>(
        title,
        RoundStateMachine.of(RoundConfig.defaults()),
        Rounds.FORM,
        RoundGoldenTest::describe,
        round -> round.due(0).clockFrom(at(0)),
        Scratch.round("a", "b", "c"));
  }

  private static String describe(Round round) {
    String participants =
        round.participants().stream()
            .map(
                p ->
                    p.agentId()
                        + " "
                        + p.state()
                        + (p.update() == null ? "" : " with its update")
                        + (p.message().isEmpty() ? "" : " (" + p.message() + ")"))
            .collect(Collectors.joining(", "));
    String late =
        round.rows().stream()
            .flatMap(p -> Optional.ofNullable(p.carried()).stream())
            .map(l -> "; late " + l.agentId() + " of " + l.roundId())
            .collect(Collectors.joining());
    String why = round.why().isEmpty() ? "" : " (" + round.why() + ")";
    return round.phase() + why + ": " + participants + late;
  }

  private static RoundEvent opened() {
    return new RoundEvent.Opened(at(0));
  }

  private static Contribution contribution(String agent) {
    return new Contribution(
        "u-" + agent,
        Scratch.artifact("update", 4),
        10,
        0,
        0,
        0,
        Scratch.artifact("escalations", 5),
        0);
  }

  private static RoundEvent update(String agent, int second) {
    return new RoundEvent.Updated(agent, contribution(agent), at(1_000L * second));
  }

  private static RoundEvent lateUpdate(String agent, int second) {
    return new RoundEvent.LateUpdated(
        new LateUpdate(
            "r-0", agent, Scratch.V1, Scratch.artifact("training", 1), contribution(agent)),
        at(1_000L * second));
  }

  private static RoundEvent progress(String agent, int steps, int second) {
    return new RoundEvent.Progressed(agent, steps, 100, at(1_000L * second));
  }

  private static RoundEvent declines(String agent, int second) {
    return new RoundEvent.Declined(agent, "too few examples", at(1_000L * second));
  }

  private static RoundEvent tick(int second) {
    return new RoundEvent.Ticked(at(1_000L * second));
  }

  private static RoundEvent restarted(int second) {
    return new RoundEvent.Restarted(at(1_000L * second));
  }

  private static RoundEvent aggregated(int second) {
    return new RoundEvent.Aggregated(
        Scratch.artifact("training", 5),
        "",
        new AggregateRecord(List.of("u-1"), 1, null),
        at(1_000L * second));
  }

  @Test
  void goodRun() throws Exception {
    story("Everybody is invited, trains, and gives an update; one student is made of them.")
        .on(opened())
        .on(new RoundEvent.Training("a", "downloading", at(1_000)))
        .on(new RoundEvent.Training("b", "training", at(2_000)))
        .on(progress("b", 50, 60))
        .on(update("a", 90))
        .on(update("b", 95))
        .on(tick(100))
        .on(update("c", 120))
        .on(aggregated(125))
        .isAsIn("round/good-run.txt");
  }

  @Test
  void laggard() throws Exception {
    story("A silent participant is late; its update counts in the next round.")
        .on(opened())
        .on(progress("b", 1, 10))
        .on(update("a", 20))
        .on(progress("b", 2, 290))
        .on(tick(299))
        .on(tick(300))
        .on(update("b", 400))
        .on(update("c", 410))
        .on(aggregated(420))
        .on(update("c", 430))
        .isAsIn("round/laggard.txt");
    story("A participant that takes 3 times as long as the others is late once enough is there.")
        .on(opened())
        .on(update("a", 200))
        .on(update("b", 250))
        .on(progress("c", 10, 290))
        .on(progress("c", 20, 580))
        .on(tick(750))
        .on(tick(751))
        .isAsIn("round/far-slower.txt");
  }

  @Test
  void declined() throws Exception {
    story("A participant that declines is not waited for.")
        .on(opened())
        .on(update("a", 10))
        .on(declines("b", 20))
        .on(declines("a", 25))
        .on(update("b", 26))
        .on(update("c", 30))
        .isAsIn("round/declined.txt");
    story("With fewer updates than needed the round fails.")
        .on(opened())
        .on(update("a", 10))
        .on(declines("b", 20))
        .on(declines("c", 30))
        .on(aggregated(31))
        .isAsIn("round/too-few-updates.txt");
  }

  @Test
  void deviceAway() throws Exception {
    story("An agent that was away is invited again, and its update counts while the round is open.")
        .on(opened())
        .on(update("a", 10))
        .on(progress("b", 10, 200))
        .on(tick(300))
        .on(new RoundEvent.AgentConnected("c", at(320_000)))
        .on(new RoundEvent.AgentConnected("b", at(321_000)))
        .on(new RoundEvent.AgentConnected("stranger", at(322_000)))
        .on(update("c", 330))
        .on(update("b", 340))
        .isAsIn("round/device-away.txt");
  }

  @Test
  void failure() throws Exception {
    story("Updates that cannot be aggregated fail the round.")
        .on(opened())
        .on(update("a", 10))
        .on(update("b", 20))
        .on(declines("c", 30))
        .on(new RoundEvent.AggregationFailed("not finite", at(40_000)))
        .on(restarted(50))
        .isAsIn("round/failure.txt");
  }

  @Test
  void lateUpdates() throws Exception {
    story("Late updates of earlier rounds count, unless they are used elsewhere or replaced.")
        .on(opened())
        .on(lateUpdate("a", 5))
        .on(lateUpdate("d", 6))
        .on(lateUpdate("e", 7))
        .on(new RoundEvent.LateUsed(Set.of("u-e"), at(8_000)))
        .on(update("a", 10))
        .on(declines("b", 20))
        .on(declines("c", 20))
        .on(aggregated(30))
        .isAsIn("round/late-updates.txt");
  }

  @Test
  void restart() throws Exception {
    story("A restart gives everybody the time again and repeats what may not have been done.")
        .on(opened())
        .on(update("a", 10))
        .on(progress("b", 10, 20))
        .kill(restarted(1_000))
        .on(tick(1_299))
        .on(new RoundEvent.AgentConnected("b", at(1_299_000)))
        .on(update("b", 1_299))
        .on(declines("c", 1_299))
        .restart(restarted(2_000))
        .on(aggregated(2_010))
        .restart(restarted(3_000))
        .isAsIn("round/restart.txt");
  }

  @Test
  void failingEffect() throws Exception {
    story("An invitation that cannot be sent keeps no other from being sent, and is tried again.")
        .failing(RoundEffect.Invite.class)
        .on(opened())
        .later()
        .on(declines("a", 5))
        .failing(null)
        .restart(restarted(10))
        .restart(restarted(20))
        .isAsIn("round/failing-effect.txt");
  }

  @Test
  void cancelled() throws Exception {
    story("A person cancels it: those that still train are told to stop.")
        .on(opened())
        .on(update("a", 10))
        .on(new RoundEvent.Training("b", "training", at(15_000)))
        .on(new RoundEvent.Cancelled("wrong data", at(20_000)))
        .on(update("b", 25))
        .on(tick(400))
        .on(new RoundEvent.AgentConnected("c", at(500_000)))
        .isAsIn("round/cancelled.txt");
    story("A person cancels it while the updates are aggregated: the student is not wanted.")
        .on(opened())
        .on(update("a", 10))
        .on(update("b", 15))
        .on(update("c", 20))
        .on(new RoundEvent.Cancelled("wrong data", at(21_000)))
        .on(aggregated(22))
        .isAsIn("round/cancelled-while-aggregating.txt");
  }
}
