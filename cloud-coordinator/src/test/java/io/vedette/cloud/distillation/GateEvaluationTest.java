package io.vedette.cloud.distillation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.ModelMetrics;
import io.vedette.registry.manifest.Variant;
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

  private static GateEvaluation judge(Variant... variants) {
    Distillation.Outcome outcome =
        new Distillation.Outcome(
            Scratch.artifact("training", 1), List.of(variants), metrics(0.5, 10), 1, Map.of());
    return GateEvaluation.of(outcome, GateConfig.defaults());
  }

  @Test
  void aBetterStudentWithAGoodInt8PassesWithBoth() {
    GateEvaluation judgement = judge(variant("fp32", 2, 0.6, 10), variant("int8", 3, 0.59, 6));

    assertThat(judgement.passed()).isTrue();
    assertThat(judgement.variants()).extracting(Variant::kept).containsExactly(true, true);
    assertThat(judgement.why()).isEqualTo("AP50 0.600 >= 0.500 - 0.000");
  }

  @Test
  void anInt8ThatLosesTooMuchOrIsSlowerIsNotKept() {
    assertThat(judge(variant("fp32", 2, 0.6, 10), variant("int8", 3, 0.5, 6)).variants())
        .extracting(Variant::kept)
        .containsExactly(true, false);
    GateEvaluation slow = judge(variant("fp32", 2, 0.6, 10), variant("int8", 3, 0.6, 12));
    assertThat(slow.passed()).isTrue();
    assertThat(slow.variants()).extracting(Variant::kept).containsExactly(true, false);
    assertThat(slow.gates())
        .filteredOn(gate -> !gate.passed())
        .extracting(GateResult::gate)
        .allMatch(gate -> gate.startsWith("int8 "));
  }

  @Test
  void aWorseStudentOrOneThatWasNotMeasuredIsNoVersion() {
    assertThat(judge(variant("fp32", 2, 0.4, 10)).passed()).isFalse();
    assertThat(judge(variant("int8", 2, 0.9, 10)).passed()).isFalse();
    assertThat(judge().why()).contains("no fp32 variant");
  }
}
