package io.vedette.cloud.rollout;

import static io.vedette.cloud.Scratch.at;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.machine.GoldenStory;
import io.vedette.cloud.rollout.Member.State;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whole rollouts, as texts in {@code src/test/golden/rollout}. A device may take 2 minutes. */
class RolloutGoldenTest {

  private static GoldenStory<Rollout, Member, RolloutEvent, RolloutEffect> story(
      String title, Rollout first) {
    return new GoldenStory<>(
        title,
        RolloutStateMachine.of(RolloutConfig.unjudged()),
        Rollouts.FORM,
        RolloutGoldenTest::describe,
        rollout -> rollout.due(0).clockFrom(at(0)),
        first);
  }

  private static GoldenStory<Rollout, Member, RolloutEvent, RolloutEffect> story(String title) {
    return story(title, Scratch.rollout("a", "b", "c"));
  }

  static String describe(Rollout rollout) {
    String members =
        rollout.members().stream()
            .map(
                m ->
                    (m.wave() == 0 ? "canary " : "")
                        + m.agentId()
                        + " "
                        + m.state()
                        + (m.goingBack() ? " back" : "")
                        + (m.away() ? " away" : ""))
            .collect(Collectors.joining(", "));
    String why = rollout.why().isEmpty() ? "" : " (" + rollout.why() + ")";
    return rollout.phase() + why + ": " + members;
  }

  private static RolloutEvent started() {
    return new RolloutEvent.Started(at(0));
  }

  private static RolloutEvent says(String agent, State state, int second) {
    return new RolloutEvent.Reported(agent, false, state, "", 0, at(1_000L * second));
  }

  private static RolloutEvent fails(String agent, String why, int second) {
    return new RolloutEvent.Reported(agent, false, State.FAILED, why, 0, at(1_000L * second));
  }

  private static RolloutEvent isBack(String agent, int second) {
    return new RolloutEvent.Reported(agent, true, State.CONFIRMED, "", 0, at(1_000L * second));
  }

  private static RolloutEvent away(String agent, int second) {
    return new RolloutEvent.DeviceAway(agent, at(1_000L * second));
  }

  private static RolloutEvent online(String agent, int second) {
    return new RolloutEvent.DeviceOnline(agent, at(1_000L * second));
  }

  private static RolloutEvent tick(int second) {
    return new RolloutEvent.Ticked(at(1_000L * second));
  }

  private static RolloutEvent restarted(int second) {
    return new RolloutEvent.Restarted(at(1_000L * second));
  }

  @Test
  void goodRun() throws Exception {
    story("A canary confirms, all others follow, and a newcomer joins them.")
        .on(started())
        .on(says("a", State.DOWNLOADING, 1))
        .on(says("a", State.SELF_TEST, 5))
        .on(new RolloutEvent.Reported("a", false, State.SWAPPED, "", 40, at(8_000)))
        .on(says("a", State.CONFIRMED, 10))
        .on(online("d", 12))
        .on(says("b", State.CONFIRMED, 20))
        .on(says("d", State.CONFIRMED, 25))
        .on(says("c", State.CONFIRMED, 30))
        .on(tick(31))
        .isAsIn("rollout/good-run.txt");
  }

  @Test
  void laggard() throws Exception {
    story("A device that does not confirm within 2 minutes has failed: everybody goes back.")
        .on(started())
        .on(says("a", State.CONFIRMED, 10))
        .on(says("b", State.CONFIRMED, 20))
        .on(says("c", State.SELF_TEST, 30))
        .on(tick(130))
        .on(tick(131))
        .on(isBack("a", 140))
        .on(isBack("b", 150))
        .isAsIn("rollout/laggard.txt");
  }

  @Test
  void deviceAway() throws Exception {
    story("A device that is away is not overdue, and nobody waits for it.")
        .on(started())
        .on(says("a", State.CONFIRMED, 10))
        .on(says("b", State.DOWNLOADING, 15))
        .on(away("b", 20))
        .on(says("c", State.CONFIRMED, 25))
        .isAsIn("rollout/device-away-at-the-end.txt");
    story("A device that is away is not overdue; it is told again when it returns.")
        .on(started())
        .on(says("a", State.CONFIRMED, 10))
        .on(says("b", State.DOWNLOADING, 15))
        .on(away("b", 20))
        .on(online("d", 100))
        .on(says("c", State.CONFIRMED, 110))
        .on(tick(135))
        .on(online("b", 180))
        .on(says("d", State.CONFIRMED, 190))
        .on(tick(250))
        .on(says("b", State.CONFIRMED, 260))
        .isAsIn("rollout/device-away.txt");
  }

  @Test
  void othersBeforeTheCanaryConfirmed() throws Exception {
    story("Nothing but the canary counts before it confirmed; a report on a way back is ignored.")
        .on(started())
        .on(away("b", 5))
        .on(isBack("a", 6))
        .on(online("b", 7))
        .on(says("a", State.CONFIRMED, 10))
        .on(isBack("b", 11))
        .on(new RolloutEvent.Paused("lunch", at(20_000)))
        .on(isBack("c", 21))
        .isAsIn("rollout/others-before-the-canary.txt");
    story("Without any device the first that comes is the canary.", Scratch.rollout())
        .on(started())
        .on(online("y", 5))
        .on(online("z", 6))
        .on(says("y", State.CONFIRMED, 10))
        .isAsIn("rollout/no-device-at-first.txt");
  }

  @Test
  void canaryAway() throws Exception {
    story("A canary that goes away on its way brings the rollout back; it is told when it returns.")
        .on(started())
        .on(says("a", State.DOWNLOADING, 5))
        .on(away("a", 20))
        .on(online("a", 60))
        .isAsIn("rollout/canary-away.txt");
  }

  @Test
  void rollbackWithARunningInstall() throws Exception {
    story("A device fails while another still installs: that install is withdrawn.")
        .on(started())
        .on(says("a", State.CONFIRMED, 10))
        .on(says("b", State.DOWNLOADING, 12))
        .on(fails("c", "the self-test answers nothing", 15))
        .on(away("b", 18))
        .on(isBack("a", 25))
        .restart(restarted(60))
        .on(online("b", 70))
        .isAsIn("rollout/rollback-with-a-running-install.txt");
    story("A device that goes away on its way back is told again when it returns.")
        .on(started())
        .on(says("a", State.CONFIRMED, 10))
        .on(says("b", State.DOWNLOADING, 12))
        .on(fails("c", "the self-test answers nothing", 15))
        .on(away("b", 18))
        .on(tick(20))
        .on(online("b", 30))
        .on(says("b", State.CONFIRMED, 31))
        .on(isBack("b", 40))
        .on(tick(136))
        .on(restarted(200))
        .isAsIn("rollout/rollback-overdue.txt");
  }

  @Test
  void noPreviousVersion() throws Exception {
    story(
            "Without a previous version a failure ends the rollout where it is.",
            Rollout.starting(
                "o-1", Scratch.V2, null, WavePlan.of(List.of("a", "b"), List.of(100), ""), 0))
        .on(started())
        .on(fails("a", "no memory", 10))
        .isAsIn("rollout/no-previous-version.txt");
  }

  @Test
  void pausedAndResumed() throws Exception {
    story("A pause stops the clock of the devices; a resume goes on in the phase of before.")
        .on(started())
        .on(new RolloutEvent.Paused("lunch", at(5_000)))
        .on(tick(200))
        .on(new RolloutEvent.Resumed(at(300_000)))
        .on(says("a", State.CONFIRMED, 310))
        .on(new RolloutEvent.Paused("tea", at(320_000)))
        .on(away("b", 330))
        .on(online("d", 340))
        .on(says("c", State.CONFIRMED, 350))
        .on(new RolloutEvent.Resumed(at(400_000)))
        .on(says("d", State.CONFIRMED, 410))
        .isAsIn("rollout/paused-and-resumed.txt");
  }

  @Test
  void failedDuringAPause() throws Exception {
    story("A failure during a pause is noted; the resume goes back.")
        .on(started())
        .on(says("a", State.CONFIRMED, 10))
        .on(new RolloutEvent.Paused("lunch", at(20_000)))
        .on(fails("b", "disk full", 30))
        .on(new RolloutEvent.Resumed(at(60_000)))
        .isAsIn("rollout/failed-during-a-pause.txt");
  }

  @Test
  void cancelled() throws Exception {
    story("A person aborts it: running installs are withdrawn, and nobody goes back.")
        .on(started())
        .on(says("a", State.CONFIRMED, 10))
        .on(says("b", State.SELF_TEST, 20))
        .on(new RolloutEvent.Aborted("wrong version", at(30_000)))
        .on(says("b", State.CONFIRMED, 40))
        .on(tick(500))
        .isAsIn("rollout/cancelled.txt");
  }

  @Test
  void rolledBackByHand() throws Exception {
    story("A person takes a rollout back after its end.")
        .on(started())
        .on(says("a", State.CONFIRMED, 10))
        .on(says("b", State.CONFIRMED, 20))
        .on(says("c", State.CONFIRMED, 20))
        .on(away("b", 30))
        .on(new RolloutEvent.RollbackRequested("it misses pin-holes", at(99_000)))
        .on(isBack("a", 110))
        .on(isBack("c", 110))
        .on(isBack("b", 110))
        .isAsIn("rollout/rolled-back-by-hand.txt");
  }

  @Test
  void restart() throws Exception {
    story("A restart repeats what may not have been done, and gives every device its time again.")
        .on(started())
        .kill(restarted(5))
        .on(says("a", State.CONFIRMED, 10))
        .restart(restarted(300))
        .on(tick(400))
        .on(says("b", State.CONFIRMED, 410))
        .on(says("c", State.CONFIRMED, 415))
        .restart(restarted(500))
        .isAsIn("rollout/restart.txt");
  }

  @Test
  void failingEffect() throws Exception {
    story("An effect that fails keeps no other from being performed, and is tried again.")
        .on(started())
        .on(says("a", State.CONFIRMED, 10))
        .failing(RolloutEffect.MarkPrevious.class)
        .on(fails("b", "disk full", 20))
        .later()
        .on(isBack("a", 30))
        .failing(null)
        .restart(restarted(40))
        .on(isBack("c", 50))
        .restart(restarted(60))
        .isAsIn("rollout/failing-effect.txt");
  }
}
