package io.vedette.cloud.distillation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.detector.evaluate.F1Difference;
import io.vedette.detector.evaluate.ObjectCounts;
import io.vedette.registry.gate.FieldEvidence;
import io.vedette.registry.gate.PairedFrame;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.ModelMetrics;
import io.vedette.registry.manifest.Variant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateEvaluationTest {

  private static ModelMetrics metrics(double ap50, double millis) {
    return new ModelMetrics(0, ap50, 0, 0, 20, "d".repeat(64), millis, millis, "test");
  }

  private static Variant variant(String name, int digit, double ap50, double millis) {
    return new Variant(
        name, Scratch.artifact(name, digit), List.of(metrics(ap50, millis)), false, "");
  }

  /** Frames with four objects each; of these so many are found. */
  private static List<PairedFrame> frames(int count, int current, int next) {
    return Collections.nCopies(
        count,
        new PairedFrame(
            "agent/line",
            Map.of(
                "open",
                new F1Difference.Pair(
                    new ObjectCounts(current, 4 - current, 0),
                    new ObjectCounts(next, 4 - next, 0)))));
  }

  private static final FieldEvidence BETTER = new FieldEvidence(frames(40, 2, 3), frames(20, 1, 3));

  private static GateEvaluation judge(FieldEvidence evidence, Variant... variants) {
    Distillation.Outcome outcome =
        new Distillation.Outcome(
            Scratch.artifact("training", 1),
            List.of(variants),
            metrics(0.5, 10),
            Scratch.artifact("answers", 2),
            1,
            Map.of());
    return GateEvaluation.of(outcome, evidence, GateConfig.defaults());
  }

  @Test
  void aBetterStudentWithAGoodInt8PassesWithBoth() {
    GateEvaluation judgement =
        judge(BETTER, variant("fp32", 2, 0.6, 10), variant("int8", 3, 0.59, 6));

    assertThat(judgement.passed()).isTrue();
    assertThat(judgement.variants()).extracting(Variant::kept).containsExactly(true, true);
    assertThat(judgement.why()).startsWith("audits: F1 +0.190 (").contains("40 frames with 160");
  }

  @Test
  void anInt8ThatLosesTooMuchOrIsSlowerIsNotKept() {
    assertThat(judge(BETTER, variant("fp32", 2, 0.6, 10), variant("int8", 3, 0.5, 6)).variants())
        .extracting(Variant::kept)
        .containsExactly(true, false);
    GateEvaluation slow = judge(BETTER, variant("fp32", 2, 0.6, 10), variant("int8", 3, 0.6, 12));
    assertThat(slow.passed()).isTrue();
    assertThat(slow.variants()).extracting(Variant::kept).containsExactly(true, false);
    assertThat(slow.gates())
        .filteredOn(gate -> !gate.passed())
        .extracting(GateResult::gate)
        .allMatch(gate -> gate.startsWith("int8 "));
  }

  @Test
  void aWorseStudentOrOneThatWasNotMeasuredIsNoVersion() {
    FieldEvidence worse = new FieldEvidence(frames(40, 3, 2), frames(20, 1, 3));
    GateEvaluation judged = judge(worse, variant("fp32", 2, 0.6, 10));
    assertThat(judged.passed()).isFalse();
    assertThat(GateEvaluation.auditsWanted(judged.gates())).isZero();
    assertThat(judge(BETTER, variant("int8", 2, 0.9, 10)).passed()).isFalse();
    assertThat(judge(BETTER).why()).contains("no fp32 variant");
  }

  @Test
  void tooFewAuditsAreWaitedFor() {
    FieldEvidence few = new FieldEvidence(frames(5, 3, 3), frames(20, 1, 3));
    GateEvaluation judged = judge(few, variant("fp32", 2, 0.6, 10));

    assertThat(judged.passed()).isFalse();
    assertThat(judged.why()).contains("too few to decide");
    assertThat(GateEvaluation.auditsWanted(judged.gates())).isEqualTo(10);
  }
}
