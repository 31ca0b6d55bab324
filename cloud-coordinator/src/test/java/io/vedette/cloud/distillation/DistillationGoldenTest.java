package io.vedette.cloud.distillation;

import static io.vedette.cloud.Scratch.at;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.distillation.Distillation.Checkpoint;
import io.vedette.cloud.distillation.Distillation.Lease;
import io.vedette.cloud.machine.GoldenStory;
import io.vedette.cloud.machine.MachineForm.NoRow;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.ModelMetrics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Whole distillations, as texts in {@code src/test/golden/distillation}. Attempts 3, patience 5
 * minutes, grace 30 seconds.
 */
class DistillationGoldenTest {

  private static GoldenStory<Distillation, NoRow, DistillationEvent, DistillationEffect> story(
      String title) {
    return new GoldenStory<>(
        title,
        DistillationStateMachine.of(DistillationConfig.defaults()),
        Distillations.FORM,
        DistillationGoldenTest::describe,
        d -> d,
        Scratch.distillation());
  }

  private static String describe(Distillation d) {
    Lease lease = d.lease();
    Checkpoint checkpoint = d.checkpoint();
    return d.phase()
        + (d.why().isEmpty() ? "" : " (" + d.why() + ")")
        + ": attempt "
        + d.attempts()
        + (lease == null ? "" : " on " + lease.workerId())
        + (lease == null || lease.goneSinceMs() == 0 ? "" : " away")
        + (d.progress().steps() == 0 ? "" : ", " + d.progress().steps() + " steps")
        + (checkpoint == null ? "" : ", checkpoint of epoch " + checkpoint.epoch())
        + (d.fruitless() == 0 ? "" : ", " + d.fruitless() + " in vain");
  }

  private static DistillationEvent gathered() {
    return new DistillationEvent.Gathered(
        new Distillation.Sets(
            Scratch.artifact("dataset", 6), Scratch.artifact("dataset", 7), 40, 10, "t"));
  }

  private static DistillationEvent ready(String worker, int second) {
    return new DistillationEvent.WorkerReady(worker, at(1_000L * second));
  }

  private static DistillationEvent gone(String worker, int second) {
    return new DistillationEvent.WorkerGone(worker, at(1_000L * second));
  }

  private static DistillationEvent progress(String worker, int attempt, long steps, int second) {
    return new DistillationEvent.Progressed(
        worker,
        attempt,
        new Distillation.Progress("training", 0, 4, 0, steps, 800, 0),
        null,
        at(1_000L * second));
  }

  private static DistillationEvent checkpoint(String worker, int attempt, int epoch, int second) {
    return new DistillationEvent.Progressed(
        worker,
        attempt,
        new Distillation.Progress("training", epoch, 4, 0, 100L * epoch, 800, 0),
        new Checkpoint(Scratch.artifact("checkpoint", epoch), epoch),
        at(1_000L * second));
  }

  private static DistillationEvent finished(String worker, int attempt) {
    return new DistillationEvent.Finished(
        worker,
        attempt,
        new Distillation.Outcome(
            Scratch.artifact("training", 8),
            List.of(),
            new ModelMetrics(0, 0, 0, 0, 1, "", 0, 0, ""),
            Scratch.artifact("answers", 9),
            1,
            Map.of("levels", "1 of 3")));
  }

  private static DistillationEvent failed(String worker, int attempt, boolean retry, int second) {
    return new DistillationEvent.WorkFailed(worker, attempt, "killed", retry, at(1_000L * second));
  }

  private static DistillationEvent tick(int second) {
    return new DistillationEvent.Ticked(at(1_000L * second));
  }

  private static DistillationEvent restarted(int second) {
    return new DistillationEvent.Restarted(at(1_000L * second));
  }

  private static DistillationEvent replaced() {
    return new DistillationEvent.Replaced(
        "r-2",
        Scratch.artifact("training", 5),
        Scratch.V2,
        Scratch.artifact("training", 3),
        List.of("u-1", "u-2"));
  }

  @Test
  void goodRun() throws Exception {
    story("Frames are gathered, a distiller trains, the gates pass, the version is rolled out.")
        .on(new DistillationEvent.FramesCame())
        .on(new DistillationEvent.TooFew("for frames: 3 of 16"))
        .on(new DistillationEvent.TooFew("for frames: 9 of 16"))
        .on(new DistillationEvent.FramesCame())
        .on(gathered())
        .on(ready("one", 10))
        .on(progress("one", 1, 50, 20))
        .on(checkpoint("one", 1, 1, 30))
        .on(checkpoint("one", 1, 2, 60))
        .on(tick(100))
        .on(finished("one", 1))
        .on(
            new DistillationEvent.Judged(
                Scratch.V2, List.of(new GateResult("accuracy", true, "")), "", at(120_000)))
        .isAsIn("distillation/good-run.txt");
  }

  @Test
  void laggard() throws Exception {
    story("A silent distiller loses its job; the next resumes, and the first result counts.")
        .on(gathered())
        .on(ready("one", 0))
        .on(progress("one", 1, 10, 10))
        .on(checkpoint("one", 1, 1, 70))
        .on(tick(549))
        .on(tick(550))
        .on(progress("one", 1, 150, 551))
        .on(ready("two", 560))
        .on(progress("one", 1, 160, 561))
        .on(failed("one", 1, true, 562))
        .on(finished("one", 1))
        .on(finished("two", 2))
        .isAsIn("distillation/laggard.txt");
  }

  @Test
  void distillerAway() throws Exception {
    story("A distiller that goes away may come back within 30 s; after that another gets the job.")
        .on(gathered())
        .on(ready("one", 0))
        .on(gone("two", 5))
        .on(gone("one", 10))
        .on(tick(39))
        .on(ready("one", 39))
        .on(tick(60))
        .on(gone("one", 100))
        .on(tick(130))
        .on(ready("two", 131))
        .on(ready("three", 132))
        .isAsIn("distillation/distiller-away.txt");
  }

  @Test
  void failure() throws Exception {
    story("Three attempts in a row that got no further end it; its checkpoint is deleted.")
        .on(gathered())
        .on(ready("one", 0))
        .on(checkpoint("one", 1, 1, 10))
        .on(failed("one", 1, true, 20))
        .on(ready("one", 30))
        .on(failed("one", 2, true, 40))
        .on(ready("one", 50))
        .on(progress("one", 3, 100, 60))
        .on(failed("one", 3, true, 70))
        .on(ready("one", 80))
        .on(failed("one", 4, true, 90))
        .isAsIn("distillation/failure.txt");
    story("A failure that another attempt cannot help ends it at once.")
        .on(gathered())
        .on(ready("one", 0))
        .on(failed("two", 1, false, 5))
        .on(failed("one", 1, false, 10))
        .on(finished("one", 1))
        .isAsIn("distillation/no-retry.txt");
    story("A distiller that is away too long in its last attempt ends it.")
        .on(gathered())
        .on(ready("one", 0))
        .on(failed("one", 1, true, 10))
        .on(ready("one", 20))
        .on(failed("one", 2, true, 30))
        .on(ready("one", 40))
        .on(tick(339))
        .on(tick(340))
        .isAsIn("distillation/silent-for-good.txt");
  }

  @Test
  void gatesNotPassed() throws Exception {
    story("A student that does not pass its gates becomes no version.")
        .on(gathered())
        .on(ready("one", 0))
        .on(finished("one", 2))
        .on(finished("one", 1))
        .on(
            new DistillationEvent.Judged(
                null, List.of(new GateResult("accuracy", false, "")), "AP50 fell", at(20_000)))
        .isAsIn("distillation/gates-not-passed.txt");
    story("A result that cannot be judged fails it.")
        .on(gathered())
        .on(ready("one", 0))
        .on(finished("one", 1))
        .on(new DistillationEvent.Judged(null, List.of(), "the disk is full", at(20_000)))
        .isAsIn("distillation/not-judged.txt");
  }

  @Test
  void replacedByANewerStudent() throws Exception {
    story("A newer student takes the place of one that no distiller has begun.")
        .on(replaced())
        .on(gathered())
        .on(replaced())
        .on(gathered())
        .on(ready("one", 0))
        .on(replaced())
        .on(failed("one", 1, true, 10))
        .on(replaced())
        .isAsIn("distillation/replaced.txt");
  }

  @Test
  void restart() throws Exception {
    story("A restart loses progress but no checkpoint, and repeats what may not have been done.")
        .on(new DistillationEvent.FramesCame())
        .kill(restarted(1))
        .on(gathered())
        .on(ready("one", 5))
        .on(checkpoint("one", 1, 1, 10))
        .on(progress("one", 1, 150, 20))
        .restart(restarted(500))
        .on(ready("one", 510))
        .restart(restarted(600))
        .on(tick(629))
        .on(tick(630))
        .on(ready("two", 640))
        .on(finished("two", 2))
        .kill(restarted(700))
        .isAsIn("distillation/restart.txt");
  }

  @Test
  void failingEffect() throws Exception {
    story("A cancellation that cannot be sent keeps the job from nobody, and is sent later.")
        .on(gathered())
        .on(ready("one", 0))
        .failing(DistillationEffect.Cancel.class)
        .on(tick(300))
        .later()
        .failing(null)
        .kill(restarted(310))
        .isAsIn("distillation/failing-effect.txt");
  }

  @Test
  void cancelled() throws Exception {
    story("A person cancels it: its distiller is told to stop, and no result counts any more.")
        .on(gathered())
        .on(ready("one", 5))
        .on(checkpoint("one", 1, 1, 10))
        .on(new DistillationEvent.Cancelled("wrong data", at(20_000)))
        .on(finished("one", 1))
        .on(tick(400))
        .kill(restarted(500))
        .isAsIn("distillation/cancelled.txt");
  }
}
