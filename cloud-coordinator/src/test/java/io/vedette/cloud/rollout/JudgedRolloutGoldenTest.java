package io.vedette.cloud.rollout;

import static io.vedette.cloud.Scratch.at;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.health.FieldBlock;
import io.vedette.cloud.health.FieldMean;
import io.vedette.cloud.health.HealthFinding;
import io.vedette.cloud.health.HealthReport;
import io.vedette.cloud.health.HealthSignal;
import io.vedette.cloud.health.HealthVerdict;
import io.vedette.cloud.machine.GoldenStory;
import io.vedette.cloud.rollout.Member.State;
import io.vedette.detector.evaluate.AgreementCounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Whole rollouts whose version is judged in the field, as texts in {@code src/test/golden/rollout}.
 * A bake takes 30 s at least, and 10 minutes at most.
 */
class JudgedRolloutGoldenTest {

  private static final String BLIND = "share of frames without an object: 0.05 before, 1.00 now";

  private static final HealthFinding FINDING =
      new HealthFinding(
          HealthSignal.EMPTY_FRAMES,
          "",
          new FieldMean(0.05, 0, 0.2, 40),
          new FieldMean(1, 0.6, 1, 20),
          new FieldMean(0, 0, 0, 0),
          Double.NEGATIVE_INFINITY,
          0.5,
          HealthVerdict.FAIL,
          "a");

  private static final FieldBlock BLOCK =
      new FieldBlock(
          1, 10, 1, 9, 7.5, List.of(0L, 10L), Map.of("open", 9L), 0, 0, AgreementCounts.NONE);

  private static GoldenStory<Rollout, Member, RolloutEvent, RolloutEffect> story(String title) {
    return new GoldenStory<>(
        title,
        RolloutStateMachine.of(RolloutConfig.defaults()),
        Rollouts.FORM,
        JudgedRolloutGoldenTest::describe,
        rollout -> rollout.due(0).clockFrom(at(0)),
        Scratch.rollout("a", "b", "c"));
  }

  private static String describe(Rollout rollout) {
    Bake bake = rollout.bake();
    String judged =
        bake == null
            ? ""
            : " ["
                + (bake.last() ? "all" : "canary")
                + " since "
                + bake.activeMs() / 1_000
                + " s: "
                + bake.report().verdict()
                + (bake.longEnough() ? "" : ", not long enough")
                + "]";
    return RolloutGoldenTest.describe(rollout) + judged;
  }

  private static RolloutEvent started() {
    return new RolloutEvent.Started(at(0));
  }

  private static RolloutEvent confirmed(String agent, int second) {
    return new RolloutEvent.Reported(agent, false, State.CONFIRMED, "", 0, at(1_000L * second));
  }

  private static RolloutEvent isBack(String agent, int second) {
    return new RolloutEvent.Reported(agent, true, State.CONFIRMED, "", 0, at(1_000L * second));
  }

  private static RolloutEvent tick(int second) {
    return new RolloutEvent.Ticked(at(1_000L * second));
  }

  private static RolloutEvent judged(HealthVerdict verdict, String why, int second) {
    return new RolloutEvent.Judged(
        new HealthReport(verdict, why, 10L * second, second, List.of(FINDING)),
        List.of(BLOCK),
        at(1_000L * second));
  }

  private static RolloutEvent passes(int second) {
    return judged(HealthVerdict.PASS, "", second);
  }

  private static RolloutEvent fails(int second) {
    return judged(HealthVerdict.FAIL, BLIND, second);
  }

  private static RolloutEvent unknown(int second) {
    return judged(HealthVerdict.INCONCLUSIVE, "3 of 100 frames were answered", second);
  }

  @Test
  void good() throws Exception {
    story(
            "A version that does well goes on after 30 s on the canary, and is done after 30 s on all.")
        .on(started())
        .on(confirmed("a", 10))
        .on(unknown(15))
        .on(passes(35))
        .on(passes(40))
        .on(confirmed("b", 50))
        .on(confirmed("c", 55))
        .on(passes(60))
        .on(passes(85))
        .isAsIn("rollout/judged-good.txt");
  }

  @Test
  void blind() throws Exception {
    story("A version that sees nothing stops at the canary, and the canary goes back.")
        .on(started())
        .on(confirmed("a", 10))
        .on(fails(20))
        .on(isBack("a", 30))
        .isAsIn("rollout/judged-blind.txt");
    story("What only shows on all devices takes all of them back.")
        .on(started())
        .on(confirmed("a", 10))
        .on(passes(40))
        .on(confirmed("b", 50))
        .on(confirmed("c", 55))
        .on(fails(70))
        .on(isBack("a", 75))
        .on(isBack("b", 75))
        .on(isBack("c", 75))
        .isAsIn("rollout/judged-bad-on-all.txt");
    story("A version that does badly after its end is turned back, too.")
        .on(started())
        .on(confirmed("a", 10))
        .on(passes(40))
        .on(confirmed("b", 50))
        .on(confirmed("c", 55))
        .on(passes(85))
        .on(passes(90))
        .on(fails(300))
        .on(isBack("a", 305))
        .on(isBack("b", 305))
        .on(isBack("c", 305))
        .isAsIn("rollout/judged-bad-afterwards.txt");
  }

  @Test
  void undecided() throws Exception {
    story("Of a version that cannot be judged within 10 minutes a person decides: it goes on.")
        .on(started())
        .on(confirmed("a", 10))
        .on(unknown(15))
        .on(tick(610))
        .on(tick(611))
        .on(unknown(615))
        .on(new RolloutEvent.Resumed(at(700_000)))
        .on(confirmed("b", 710))
        .on(confirmed("c", 710))
        .on(tick(1311))
        .on(new RolloutEvent.Resumed(at(1_400_000)))
        .isAsIn("rollout/undecided-approved.txt");
    story("While a person is waited for, the field may still decide.")
        .on(started())
        .on(confirmed("a", 10))
        .on(tick(611))
        .on(passes(620))
        .on(confirmed("b", 630))
        .on(confirmed("c", 630))
        .on(tick(1231))
        .on(fails(1240))
        .isAsIn("rollout/undecided-judged-late.txt");
  }

  @Test
  void interrupted() throws Exception {
    story("A restart in the middle of a bake, and a pause, keep what was known; the bake goes on.")
        .on(started())
        .on(confirmed("a", 10))
        .on(unknown(15))
        .kill(new RolloutEvent.Restarted(at(300_000)))
        .on(tick(620))
        .on(new RolloutEvent.Paused("lunch", at(630_000)))
        .on(fails(640))
        .on(new RolloutEvent.Resumed(at(700_000)))
        .on(passes(705))
        .isAsIn("rollout/judged-interrupted.txt");
  }
}
