package io.vedette.cloud.distillation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.distillation.Distillation.Phase;
import io.vedette.cloud.distillation.DistillationEffect.Cancel;
import io.vedette.cloud.distillation.DistillationEffect.Gather;
import io.vedette.cloud.distillation.DistillationEffect.Judge;
import io.vedette.cloud.distillation.DistillationEffect.Lease;
import io.vedette.cloud.distillation.DistillationEffect.RollOut;
import io.vedette.cloud.distillation.DistillationEffect.SeekWorker;
import io.vedette.cloud.machine.Step;
import io.vedette.cloud.machine.TransitionTable;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.Metrics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DistillationTableTest {

  /** Attempts 3, deadline 10 minutes, grace 10 seconds. */
  private final TransitionTable<Distillation, Phase, DistillationEvent, DistillationEffect> table =
      DistillationTable.of(DistillationConfig.defaults());

  private Distillation state = Scratch.distillation();
  private List<DistillationEffect> effects = List.of();
  private List<DistillationEffect> announced = List.of();

  private void on(DistillationEvent event) {
    Step<Distillation, DistillationEffect> step = table.step(state, event);
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
    on(new DistillationEvent.WorkerReady("one", 0));
    assertThat(effects).containsExactly(new Lease("one"));

    on(new DistillationEvent.WorkerGone("one", 1_000));
    on(new DistillationEvent.Ticked(9_000));
    assertThat(state.phase()).isEqualTo(Phase.RUNNING);

    on(new DistillationEvent.WorkerReady("one", 9_500));
    assertThat(effects).containsExactly(new Lease("one"));
    on(new DistillationEvent.Ticked(30_000));
    assertThat(state.phase()).isEqualTo(Phase.RUNNING);
    assertThat(state.attempts()).isEqualTo(1);
  }

  @Test
  void aDistillerThatStaysAwayIsReplacedAndGivenUpAfterThree() {
    gathered();
    for (int attempt = 1; attempt <= 3; attempt++) {
      String worker = "w" + attempt;
      long now = attempt * 100_000L;
      on(new DistillationEvent.WorkerReady(worker, now));
      assertThat(state.attempts()).isEqualTo(attempt);
      on(new DistillationEvent.WorkerGone(worker, now));
      on(new DistillationEvent.Ticked(now + 10_000));
      if (attempt < 3) {
        assertThat(state.phase()).isEqualTo(Phase.WAITING);
        assertThat(effects).contains(new SeekWorker());
      }
    }
    assertThat(state.phase()).isEqualTo(Phase.FAILED);
    assertThat(state.why()).contains("attempt 3 of 3");
  }

  @Test
  void aRestartGivesTheDistillerTheSameGrace() {
    gathered();
    on(new DistillationEvent.WorkerReady("one", 0));
    on(new DistillationEvent.Restarted(50_000));
    on(new DistillationEvent.Ticked(59_000));
    assertThat(state.phase()).isEqualTo(Phase.RUNNING);
    on(new DistillationEvent.Ticked(60_000));
    assertThat(state.phase()).isEqualTo(Phase.WAITING);
  }

  @Test
  void whatTakesTooLongIsCancelled() {
    gathered();
    on(new DistillationEvent.WorkerReady("one", 0));
    on(new DistillationEvent.Ticked(600_000));
    assertThat(effects).containsExactly(new Cancel("one"), new SeekWorker());
  }

  @Test
  void aFailureThatAnotherTryCannotHelpEndsIt() {
    gathered();
    on(new DistillationEvent.WorkerReady("one", 0));
    on(new DistillationEvent.WorkFailed("one", "no such operator", false, 5));
    assertThat(state.phase()).isEqualTo(Phase.FAILED);
  }

  @Test
  void theGatesDecideWhetherThereIsAVersion() {
    gathered();
    on(new DistillationEvent.WorkerReady("one", 0));
    on(new DistillationEvent.Finished("one", outcome()));
    assertThat(effects).containsExactly(new Judge());
    on(new DistillationEvent.Restarted(9));
    assertThat(effects).containsExactly(new Judge());

    on(
        new DistillationEvent.Judged(
            Scratch.V2, List.of(new GateResult("not-worse", true, "")), "", 10));

    assertThat(state.phase()).isEqualTo(Phase.DONE);
    assertThat(effects).containsExactly(new RollOut());
    assertThat(announced)
        .containsExactly(new DistillationEffect.Announce("made student:2, on 1 of 3 levels"));
  }

  @Test
  void whatDoesNotPassIsDoneWithoutAVersion() {
    gathered();
    on(new DistillationEvent.WorkerReady("one", 0));
    on(new DistillationEvent.Finished("one", outcome()));
    on(
        new DistillationEvent.Judged(
            null, List.of(new GateResult("not-worse", false, "worse")), "worse", 10));

    assertThat(state.phase()).isEqualTo(Phase.DONE);
    assertThat(state.version()).isNull();
    assertThat(effects).isEmpty();
  }

  private static Distillation.Outcome outcome() {
    return new Distillation.Outcome(
        Scratch.artifact("training", 8),
        List.of(),
        new Metrics(0, 0, 0, 0, 1, "", 0, 0, ""),
        1,
        Map.of("levels", "1 of 3"));
  }
}
