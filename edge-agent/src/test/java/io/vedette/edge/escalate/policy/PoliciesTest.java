package io.vedette.edge.escalate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.vedette.edge.escalate.signal.ScoreHistogram;
import io.vedette.edge.escalate.signal.Signal;
import io.vedette.edge.escalate.signal.Signals;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PoliciesTest {

  private static final int[] NONE = new int[ScoreHistogram.COUNT];

  private static boolean hard(String policy, Signal signal, float value, float boxes) {
    Signals signals = Signals.of(Map.of(Signal.BOXES, boxes, signal, value));
    return Policies.named(policy).worth(signals, 0.5) >= 1;
  }

  @Test
  void sednasFiltersAreItsRules() {
    assertThat(hard("sedna-mean", Signal.MEAN_SCORE, 0.49f, 2)).isTrue();
    assertThat(hard("sedna-mean", Signal.MEAN_SCORE, 0.51f, 2)).isFalse();
    assertThat(hard("sedna-ibt", Signal.LOW_SHARE, 0.5f, 2)).isTrue();
    assertThat(hard("sedna-ibt", Signal.LOW_SHARE, 0.33f, 3)).isFalse();
    assertThat(hard("sedna-entropy", Signal.CROSS_ENTROPY, 0.4f, 2)).isTrue();
    assertThat(hard("sedna-entropy", Signal.CROSS_ENTROPY, 0.6f, 2)).isFalse();
    for (String policy : new String[] {"sedna-mean", "sedna-ibt", "sedna-entropy"}) {
      assertThat(Policies.named(policy).worth(Signals.of(Map.of()), 0.9)).as(policy).isLessThan(1);
    }
  }

  @Test
  void sednasFiltersLeaveFramesWithoutBoxes() {
    assertThat(hard("sedna-mean", Signal.MEAN_SCORE, 0.1f, 0)).isFalse();
    assertThat(hard("sedna-ibt", Signal.LOW_SHARE, 1, 0)).isFalse();
    assertThat(hard("sedna-entropy", Signal.CROSS_ENTROPY, 0.1f, 0)).isFalse();
    assertThat(Policies.named("sedna-ibt").worth(Signals.of(Map.of()), 0.25)).isEqualTo(0.25);
  }

  @Test
  void theHeuristicCombinesItsSignalsAsIndependentEvidence() {
    assertThat(hardness(Map.of())).isZero();
    assertThat(hardness(Map.of(Signal.UNCERTAIN, 1f))).isCloseTo(0.6f, offset(1e-5f));
    assertThat(hardness(Map.of(Signal.MISSED, 1f))).isCloseTo(0.8f, offset(1e-5f));
    assertThat(hardness(Map.of(Signal.FLICKER, 1f))).isCloseTo(0.6f, offset(1e-5f));
    assertThat(hardness(Map.of(Signal.MOTION, 1f))).isCloseTo(0.4f, offset(1e-5f));
    assertThat(hardness(Map.of(Signal.UNCERTAIN, 1f, Signal.MISSED, 1f, Signal.MOTION, 1f)))
        .isCloseTo(1 - 0.4f * 0.2f * 0.6f, offset(1e-5f));
    Signals missed = Signals.of(Map.of(Signal.MISSED, 1f));
    assertThat(Policies.named("threshold").worth(missed, 0.9)).isCloseTo(0.8, offset(1e-5));
  }

  private static float hardness(Map<Signal, Float> signals) {
    return HeuristicPolicy.hardness(Signals.of(signals));
  }

  @Test
  void evenCountsTheTimeAndRandomNothing() {
    Signals late = Signals.of(Map.of(Signal.STALENESS, 1f));
    assertThat(Policies.named("even").worth(late, 0.5)).isCloseTo(1.0005, offset(1e-9));
    assertThat(Policies.named("random").worth(late, 0.5)).isEqualTo(0.5);
  }

  @Test
  void anObjectFoundIsWorthMoreThanAFalseOneRemoved() {
    assertThat(VerdictOutcome.gain(2, 3)).isCloseTo(1.25 * 2 + 0.75 * 3, offset(1e-9));
    assertThat(new VerdictOutcome(2, 3, 9, NONE, NONE).gain()).isEqualTo(VerdictOutcome.gain(2, 3));
    assertThatThrownBy(() -> new VerdictOutcome(0, 0, 0, new int[1], NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new VerdictOutcome(0, 0, 0, NONE, new int[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCalibrationAddsVerdictsToItsPriorAndForgets() {
    ScoreCalibration calibration = new ScoreCalibration(10, 40, 0.5, 0.5, 0.5, 0.5, 0.5, 0.9);
    assertThat(calibration.chance(5)).isEqualTo(0.9);
    calibration.learn(0, 3, 10);
    assertThat(calibration.chance(0)).isCloseTo(8 / 20.0, offset(1e-9));
    calibration.learn(0, 20, 20); // all 40 are remembered
    assertThat(calibration.chance(0)).isCloseTo(28 / 40.0, offset(1e-9));
    calibration.learn(0, 0, 40);
    assertThat(calibration.chance(0)).isCloseTo(28 / 80.0, offset(1e-9));
    calibration.learn(0, 40, 0); // no more objects than candidates
    assertThat(calibration.chance(0)).isCloseTo(28 / 80.0, offset(1e-9));
    calibration.learn(0, 40, 40);
    assertThat(calibration.chance(0)).isCloseTo((14 + 40) / 80.0, offset(1e-9));
    assertThat(calibration.chance(5)).isEqualTo(0.9);
  }

  @Test
  void beforeAnyVerdictMoreDoubtIsWorthMore() {
    Policy learnt = new LearnedPolicy();
    double calm = learnt.worth(Signals.of(Map.of(Signal.STALENESS, 1f, Signal.SHOWN_5, 2f)), 0);
    double peaks =
        learnt.worth(
            Signals.of(Map.of(Signal.STALENESS, 1f, Signal.SHOWN_5, 2f, Signal.PEAKS_5, 2f)), 0);
    double bare = learnt.worth(Signals.of(Map.of(Signal.STALENESS, 1f, Signal.SHOWN_0, 2f)), 0);
    assertThat(peaks).isGreaterThan(calm + 0.5);
    assertThat(bare).isGreaterThan(calm + 0.5);
  }

  /** On this camera faint peaks are always objects and bare objects never wrong. */
  private static void teach(Policy policy, int verdicts) {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < verdicts; i++) {
      int faint = random.nextInt(4);
      int bare = random.nextInt(4);
      Signals signals =
          Signals.of(
              Map.of(
                  Signal.STALENESS,
                  1f,
                  Signal.PEAKS_0,
                  (float) faint,
                  Signal.SHOWN_0,
                  (float) bare));
      int[] right = NONE.clone();
      int[] real = NONE.clone();
      right[0] = bare;
      real[0] = faint;
      policy.learn(signals, new VerdictOutcome(faint, 0, bare, right, real));
    }
  }

  @Test
  void verdictsTurnThePriorAround() {
    Signals faint = Signals.of(Map.of(Signal.STALENESS, 1f, Signal.PEAKS_0, 3f));
    Signals bare = Signals.of(Map.of(Signal.STALENESS, 1f, Signal.SHOWN_0, 3f));
    Policy policy = new LearnedPolicy();
    assertThat(policy.worth(faint, 0)).isLessThan(policy.worth(bare, 0));
    teach(policy, 200);
    assertThat(policy.worth(faint, 0)).isCloseTo(VerdictOutcome.gain(3, 0), offset(0.4));
    assertThat(policy.worth(bare, 0)).isLessThan(0.3);
  }

  @Test
  void whatWasLearntIsGoneOnWith() {
    Policy policy = new LearnedPolicy();
    teach(policy, 50);
    Policy again = new LearnedPolicy();
    again.restore(policy.state());
    Signals signals =
        Signals.of(Map.of(Signal.STALENESS, 1f, Signal.PEAKS_0, 2f, Signal.SHOWN_2, 1f));
    assertThat(again.worth(signals, 0)).isEqualTo(policy.worth(signals, 0));
    again.restore(new double[] {1, 2, 3});
    assertThat(again.worth(signals, 0)).isEqualTo(policy.worth(signals, 0));
  }

  @Test
  void anUnknownNameIsSaidWithTheKnownOnes() {
    assertThatThrownBy(() -> Policies.named("clever"))
        .hasMessageContaining("clever")
        .hasMessageContaining("sedna-ibt");
  }

  @Test
  void soonAfterAVerdictAnotherIsWorthLess() {
    Policy learnt = new LearnedPolicy();
    Signals now = Signals.of(Map.of(Signal.STALENESS, 0.1f, Signal.PEAKS_5, 2f));
    Signals later = Signals.of(Map.of(Signal.STALENESS, 0.8f, Signal.PEAKS_5, 2f));
    assertThat(learnt.worth(now, 0)).isPositive().isLessThan(learnt.worth(later, 0) / 4);
  }
}
