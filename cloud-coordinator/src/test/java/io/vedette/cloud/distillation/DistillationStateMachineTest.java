package io.vedette.cloud.distillation;

import static io.vedette.cloud.Scratch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.distillation.Distillation.Checkpoint;
import io.vedette.cloud.distillation.Distillation.Phase;
import io.vedette.cloud.distillation.DistillationEffect.Cancel;
import io.vedette.cloud.distillation.DistillationEffect.DeleteCheckpoint;
import io.vedette.cloud.distillation.DistillationEffect.Gather;
import io.vedette.cloud.distillation.DistillationEffect.Judge;
import io.vedette.cloud.distillation.DistillationEffect.Lease;
import io.vedette.cloud.distillation.DistillationEffect.LogIgnored;
import io.vedette.cloud.distillation.DistillationEffect.RollOut;
import io.vedette.cloud.distillation.DistillationEffect.SeekWorker;
import io.vedette.cloud.machine.Transition;
import io.vedette.cloud.machine.TransitionTable;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.ModelMetrics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DistillationStateMachineTest {

  /** Attempts 3, patience 5 minutes, grace 30 seconds. */
  private final TransitionTable<Distillation, Phase, DistillationEvent, DistillationEffect> table =
      DistillationStateMachine.of(DistillationConfig.defaults());

  private Distillation state = Scratch.distillation();
  private List<DistillationEffect> effects = List.of();
  private List<DistillationEffect> announced = List.of();

  private void on(DistillationEvent event) {
    Transition<Distillation, DistillationEffect> step = table.step(state, event);
    state = step.state();
    announced =
        step.effects().stream().filter(DistillationEffect.Announce.class::isInstance).toList();
    effects =
        step.effects().stream().filter(e -> !(e instanceof DistillationEffect.Announce)).toList();
  }

  private void gathered() {
    on(
        new DistillationEvent.Gathered(
            new Distillation.Sets(
                Scratch.artifact("dataset", 6), Scratch.artifact("dataset", 7), 40, 10, "")));
  }

  @Test
  void itWaitsForFramesAndSaysSo() {
    on(new DistillationEvent.FramesCame());
    assertThat(effects).containsExactly(new Gather());

    on(new DistillationEvent.TooFew("for frames"));
    assertThat(state.phase()).isEqualTo(Phase.GATHERING);
    assertThat(state.why()).isEqualTo("for frames");

    gathered();
    assertThat(state.phase()).isEqualTo(Phase.WAITING);
    assertThat(effects).containsExactly(new SeekWorker());
  }

  @Test
  void aDistillerThatGoesAwayMayComeBackForAWhile() {
    gathered();
    on(new DistillationEvent.WorkerReady("one", at(0)));
    assertThat(effects).containsExactly(new Lease("one"));

    on(new DistillationEvent.WorkerGone("one", at(1_000)));
    on(new DistillationEvent.Ticked(at(9_000)));
    assertThat(state.phase()).isEqualTo(Phase.RUNNING);

    on(new DistillationEvent.WorkerReady("one", at(9_500)));
    assertThat(effects).containsExactly(new Lease("one"));
    on(new DistillationEvent.Ticked(at(30_000)));
    assertThat(state.phase()).isEqualTo(Phase.RUNNING);
    assertThat(state.attempts()).isEqualTo(1);
  }

  @Test
  void aDistillerThatStaysAwayIsReplacedAndGivenUpAfterThree() {
    gathered();
    for (int attempt = 1; attempt <= 3; attempt++) {
      String worker = "w" + attempt;
      long now = attempt * 100_000L;
      on(new DistillationEvent.WorkerReady(worker, at(now)));
      assertThat(state.attempts()).isEqualTo(attempt);
      on(new DistillationEvent.WorkerGone(worker, at(now)));
      on(new DistillationEvent.Ticked(at(now + 30_000)));
      if (attempt < 3) {
        assertThat(state.phase()).isEqualTo(Phase.WAITING);
        assertThat(effects).contains(new SeekWorker());
      }
    }
    assertThat(state.phase()).isEqualTo(Phase.FAILED);
    assertThat(state.why()).contains("attempt 3; 3 in a row got no further");
  }

  @Test
  void aRestartGivesTheDistillerTheSameGrace() {
    gathered();
    on(new DistillationEvent.WorkerReady("one", at(0)));
    on(new DistillationEvent.Restarted(at(50_000)));
    on(new DistillationEvent.Ticked(at(59_000)));
    assertThat(state.phase()).isEqualTo(Phase.RUNNING);
    on(new DistillationEvent.Ticked(at(80_000)));
    assertThat(state.phase()).isEqualTo(Phase.WAITING);
  }

  private void progress(int attempt, long steps, long nowMs) {
    on(
        new DistillationEvent.Progressed(
            "w" + attempt, attempt, progressOf(steps), null, at(nowMs)));
  }

  private static Distillation.Progress progressOf(long steps) {
    return new Distillation.Progress("training", 1, 8, 0.5, steps, 800, 0);
  }

  private void checkpoint(int attempt, int epoch, long nowMs) {
    on(
        new DistillationEvent.Progressed(
            "w" + attempt,
            attempt,
            progressOf(100L * epoch),
            new Checkpoint(Scratch.artifact("checkpoint", epoch), epoch),
            at(nowMs)));
  }

  private void begin(int attempt, long nowMs) {
    on(new DistillationEvent.WorkerReady("w" + attempt, at(nowMs)));
    assertThat(state.attempts()).isEqualTo(attempt);
  }

  @Test
  void anAttemptThatGetsOnLastsAsLongAsItTakes() {
    gathered();
    begin(1, 0);
    for (int minute = 1; minute <= 600; minute++) {
      progress(1, minute, minute * 60_000L);
      on(new DistillationEvent.Ticked(at(minute * 60_000L + 59_000)));
      assertThat(state.phase()).isEqualTo(Phase.RUNNING);
    }
  }

  @Test
  void silenceOfManyTimesTheSlowestIntervalEndsAnAttempt() {
    gathered();
    begin(1, 0);
    progress(1, 1, 10_000);
    progress(1, 2, 70_000); // one minute: eight are borne
    on(new DistillationEvent.Ticked(at(70_000 + 8 * 60_000 - 1)));
    assertThat(effects).isEmpty();

    on(new DistillationEvent.Ticked(at(70_000 + 8 * 60_000)));

    assertThat(effects).containsExactly(new Cancel("w1", 1), new SeekWorker());
    assertThat(state.why()).isEqualTo("w1 made no progress for 480 s");
  }

  @Test
  void theSameStepsAgainAreNoProgress() {
    gathered();
    begin(1, 0);
    progress(1, 1, 10_000);
    progress(1, 1, 200_000);
    on(new DistillationEvent.Ticked(at(310_000)));
    assertThat(effects).contains(new Cancel("w1", 1));
  }

  @Test
  void theEndOfOneAttemptIsNeverTakenForTheFailureOfTheNext() {
    gathered();
    on(new DistillationEvent.WorkerReady("one", at(0)));
    on(new DistillationEvent.Ticked(at(300_000)));
    assertThat(effects).contains(new Cancel("one", 1));
    on(new DistillationEvent.WorkerReady("one", at(300_000)));

    on(new DistillationEvent.WorkFailed("one", 1, "it was cancelled", true, at(300_100)));

    assertThat(state.phase()).isEqualTo(Phase.RUNNING);
    assertThat(state.attempts()).isEqualTo(2);
    assertThat(effects)
        .containsExactly(
            new LogIgnored("a failure of attempt 1 from one is ignored; attempt 2 counts"));

    on(
        new DistillationEvent.Progressed(
            "one", 1, progressOf(9), new Checkpoint(Scratch.artifact("checkpoint", 9), 9), at(0)));
    assertThat(state.progress().steps()).isZero();
    assertThat(state.checkpoint()).isNull();

    on(new DistillationEvent.WorkFailed("one", 2, "memory", true, at(300_200)));
    assertThat(state.phase()).isEqualTo(Phase.WAITING);
  }

  @Test
  void theNextAttemptGetsTheNewestCheckpointAndOlderOnesAreDeleted() {
    gathered();
    begin(1, 0);
    checkpoint(1, 1, 10_000);
    assertThat(effects).isEmpty();
    checkpoint(1, 2, 20_000);
    assertThat(effects).containsExactly(new DeleteCheckpoint(Scratch.artifact("checkpoint", 1)));
    on(new DistillationEvent.WorkerGone("w1", at(21_000)));
    on(new DistillationEvent.Ticked(at(51_000)));

    begin(2, 60_000);

    assertThat(state.checkpoint()).isEqualTo(new Checkpoint(Scratch.artifact("checkpoint", 2), 2));
    assertThat(announced)
        .containsExactly(
            new DistillationEffect.Announce("runs on w2, attempt 2, resumed from epoch 2"));
    on(new DistillationEvent.Finished("w2", 2, outcome()));
    assertThat(effects)
        .containsExactly(new Judge(), new DeleteCheckpoint(Scratch.artifact("checkpoint", 2)));
    assertThat(state.checkpoint()).isNull();
  }

  @Test
  void onlyACheckpointIsWorthAWrite() {
    gathered();
    begin(1, 0);
    assertThat(
            table
                .step(
                    state,
                    new DistillationEvent.Progressed("w1", 1, progressOf(5), null, at(1_000)))
                .stored())
        .isFalse();
    assertThat(
            table
                .step(
                    state,
                    new DistillationEvent.Progressed(
                        "w1",
                        1,
                        progressOf(5),
                        new Checkpoint(Scratch.artifact("checkpoint", 1), 1),
                        at(1_000)))
                .stored())
        .isTrue();
  }

  @Test
  void attemptsThatGetFurtherAreNoReasonToGiveUp() {
    gathered();
    for (int attempt = 1; attempt <= 20; attempt++) {
      begin(attempt, attempt * 100_000L);
      progress(attempt, attempt * 10L, attempt * 100_000L + 1);
      on(
          new DistillationEvent.WorkFailed(
              "w" + attempt, attempt, "killed", true, at(attempt * 100_000L + 2)));
      assertThat(state.phase()).isEqualTo(Phase.WAITING);
    }
    for (int attempt = 21; attempt <= 23; attempt++) {
      begin(attempt, attempt * 100_000L);
      progress(attempt, 200, attempt * 100_000L + 1);
      on(
          new DistillationEvent.WorkFailed(
              "w" + attempt, attempt, "killed", true, at(attempt * 100_000L + 2)));
    }
    assertThat(state.phase()).isEqualTo(Phase.FAILED);
    assertThat(state.why()).isEqualTo("killed (attempt 23; 3 in a row got no further)");
  }

  @Test
  void aResultOfAnEarlierAttemptIsWelcome() {
    gathered();
    begin(1, 0);
    on(new DistillationEvent.WorkerGone("w1", at(1_000)));
    on(new DistillationEvent.Ticked(at(31_000)));
    begin(2, 32_000);

    on(new DistillationEvent.Finished("w1", 1, outcome()));

    assertThat(state.phase()).isEqualTo(Phase.JUDGING);
    assertThat(effects).containsExactly(new Cancel("w2", 2), new Judge());
  }

  @Test
  void aNewerStudentTakesThePlaceOfOneThatNobodyHasBegun() {
    gathered();
    var newer =
        new DistillationEvent.Replaced(
            "r-2",
            Scratch.artifact("training", 5),
            Scratch.V2,
            Scratch.artifact("training", 3),
            List.of("u-1", "u-2"));
    on(newer);
    assertThat(state.phase()).isEqualTo(Phase.GATHERING);
    assertThat(state.roundId()).isEqualTo("r-2");
    assertThat(state.baseline()).isEqualTo(Scratch.V2);
    assertThat(state.updateIds()).containsExactly("u-1", "u-2");
    assertThat(effects).containsExactly(new Gather());

    gathered();
    begin(1, 0);
    Distillation before = state;
    on(newer);
    assertThat(state).isEqualTo(before);
  }

  @Test
  void aFailureThatAnotherTryCannotHelpEndsIt() {
    gathered();
    on(new DistillationEvent.WorkerReady("one", at(0)));
    on(new DistillationEvent.WorkFailed("one", 1, "no such operator", false, at(5)));
    assertThat(state.phase()).isEqualTo(Phase.FAILED);
    assertThat(state.why()).isEqualTo("no such operator (attempt 1)");
  }

  @Test
  void theGatesDecideWhetherThereIsAVersion() {
    gathered();
    on(new DistillationEvent.WorkerReady("one", at(0)));
    on(new DistillationEvent.Finished("one", 1, outcome()));
    assertThat(effects).containsExactly(new Judge());

    on(
        new DistillationEvent.Judged(
            Scratch.V2, List.of(new GateResult("not-worse", true, "")), "", at(10)));

    assertThat(state.phase()).isEqualTo(Phase.DONE);
    assertThat(effects).containsExactly(new RollOut());
    assertThat(announced)
        .containsExactly(new DistillationEffect.Announce("made student:2, on 1 of 3 levels"));
  }

  @Test
  void whatDoesNotPassIsDoneWithoutAVersion() {
    gathered();
    on(new DistillationEvent.WorkerReady("one", at(0)));
    on(new DistillationEvent.Finished("one", 1, outcome()));
    on(
        new DistillationEvent.Judged(
            null, List.of(new GateResult("not-worse", false, "worse")), "worse", at(10)));

    assertThat(state.phase()).isEqualTo(Phase.DONE);
    assertThat(state.version()).isNull();
    assertThat(effects).isEmpty();
  }

  private static Distillation.Outcome outcome() {
    return new Distillation.Outcome(
        Scratch.artifact("training", 8),
        List.of(),
        new ModelMetrics(0, 0, 0, 0, 1, "", 0, 0, ""),
        Scratch.artifact("answers", 9),
        1,
        Map.of("levels", "1 of 3"));
  }

  @Test
  void aPersonMayCancelItAtAnyTime() {
    gathered();
    on(new DistillationEvent.WorkerReady("one", at(0)));
    on(new DistillationEvent.Cancelled("wrong data", at(5)));
    assertThat(state.phase()).isEqualTo(Phase.FAILED);
    assertThat(state.why()).isEqualTo("cancelled: wrong data");
    assertThat(effects).contains(new DistillationEffect.Cancel("one", 1));

    on(new DistillationEvent.Finished("one", 1, outcome()));
    assertThat(state.phase()).isEqualTo(Phase.FAILED);
  }
}
