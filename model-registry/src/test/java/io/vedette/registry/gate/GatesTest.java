package io.vedette.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.evaluate.Interval;
import io.vedette.detector.evaluate.PairedTiming;
import io.vedette.registry.Samples;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.ModelMetrics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GatesTest {

  @Test
  void int8MayLoseOnlySoMuch() {
    Gate gate = new KeptAccuracyGate(0.98, 0.98);

    assertThat(gate.judge(accuracy(0.30, 0.59), accuracy(0.30, 0.6)).passed()).isTrue();
    assertThat(gate.judge(accuracy(0.31, 0.61), accuracy(0.30, 0.6)).passed()).isTrue();
    assertThat(gate.judge(accuracy(0.30, 0.5), accuracy(0.30, 0.6)))
        .isEqualTo(
            new GateResult(
                "kept-accuracy", false, "AP50 0.500 < 0.600 x 0.980; AP 0.300 >= 0.300 x 0.980"));
  }

  @Test
  void int8MayNotMoveBoxesEither() {
    // as it was with picodet_s_320: 97.3% of AP, all of AP50
    GateResult both =
        new KeptAccuracyGate(0.98, 0.98).judge(accuracy(0.292, 0.6), accuracy(0.3, 0.6));

    assertThat(both.passed()).isFalse();
    assertThat(both.why()).endsWith("AP 0.292 < 0.300 x 0.980");
    assertThat(new KeptAccuracyGate(0.98, 0).judge(accuracy(0.292, 0.6), accuracy(0.3, 0.6)).why())
        .isEqualTo("AP50 0.600 >= 0.600 x 0.980");
  }

  @Test
  void timesThatCannotBeToldApartDoNotPass() {
    PairedLatencyGate gate = new PairedLatencyGate(1.0);

    assertThat(gate.judge(timing(0.82, 0.80, 0.84)))
        .isEqualTo(
            new GateResult(
                "latency", true, "0.82 (0.80 to 0.84) times the float model's time, limit 1.00"));
    assertThat(gate.judge(timing(1.05, 1.02, 1.07)).passed()).isFalse();
    assertThat(gate.judge(timing(1.05, 1.02, 1.07)).why()).startsWith("1.05");
    assertThat(gate.judge(timing(0.97, 0.90, 1.04)).passed()).isFalse();
    assertThat(gate.judge(timing(0.97, 0.90, 1.04)).why())
        .startsWith("too noisy to tell in 40 pairs: 0.97 (0.90 to 1.04)");
    assertThat(gate.judge(PairedTiming.NONE).passed()).isFalse();
  }

  @Test
  void aVariantMayNotBeSlower() {
    Gate gate = new LatencyGate(1.0);

    assertThat(gate.judge(latency(9.99, "a"), latency(10, "a")))
        .isEqualTo(new GateResult("latency", true, "p50 9.99 ms <= 10.00 ms x 1.00"));
    assertThat(gate.judge(latency(10.5, "a"), latency(10, "a")).passed()).isFalse();
    assertThat(gate.judge(latency(1, "a"), latency(10, "b")).passed()).isFalse();
    assertThat(gate.judge(latency(0, "a"), latency(10, "a")).passed()).isFalse();
  }

  @Test
  void whatCannotBeComparedDoesNotPass() {
    ModelMetrics baseline = Samples.metrics(0.5);
    Gate gate = new KeptAccuracyGate(0.98, 0);

    assertThat(gate.judge(judged(0.9, 0, Samples.digest('d')), baseline).why())
        .isEqualTo("judged on no picture");
    assertThat(gate.judge(judged(0.9, 40, Samples.digest('f')), baseline).why())
        .isEqualTo("judged on different pictures");
    assertThat(gate.judge(judged(-1, 40, Samples.digest('d')), baseline).why())
        .isEqualTo("judged on pictures without objects");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoNumberPassesNoGate(double bad) {
    Gate kept = new KeptAccuracyGate(0.98, 0.98);
    assertFails(kept, accuracy(0.3, bad), accuracy(0.3, 0.6), "AP50", bad);
    assertFails(kept, accuracy(bad, 0.6), accuracy(0.3, 0.6), "AP", bad);
    assertFails(new LatencyGate(1), latency(bad, "a"), latency(10, "a"), "p50", bad);
    PairedLatencyGate paired = new PairedLatencyGate(1.0);
    for (PairedTiming timing :
        List.of(timing(bad, 0.8, 0.9), timing(0.8, bad, 0.9), timing(0.8, 0.8, bad))) {
      assertThat(paired.judge(timing))
          .isEqualTo(new GateResult("latency", false, "the ratio of times is no number: " + bad));
    }
  }

  private static void assertFails(
      Gate gate, ModelMetrics bad, ModelMetrics good, String figure, double value) {
    assertThat(gate.judge(good, good).passed()).isTrue();
    assertThat(gate.judge(bad, good))
        .isEqualTo(
            new GateResult(
                gate.name(), false, figure + " of the candidate is no number: " + value));
    assertThat(gate.judge(good, bad))
        .isEqualTo(
            new GateResult(gate.name(), false, figure + " of the baseline is no number: " + value));
  }

  @Test
  void exactlyTheLimitPasses() {
    assertThat(new KeptAccuracyGate(0.5, 0.5).judge(accuracy(0.25, 0.25), accuracy(0.5, 0.5)))
        .isEqualTo(
            new GateResult(
                "kept-accuracy", true, "AP50 0.250 >= 0.500 x 0.500; AP 0.250 >= 0.500 x 0.500"));
    assertThat(new LatencyGate(1.5).judge(latency(15, "a"), latency(10, "a")).passed()).isTrue();
    assertThat(new LatencyGate(1.5).judge(latency(15.1, "a"), latency(10, "a")).passed()).isFalse();
    assertThat(new PairedLatencyGate(1).judge(timing(0.97, 0.9, 1)).passed()).isTrue();
    assertThat(new PairedLatencyGate(1).judge(timing(1.05, 1, 1.1)).why())
        .startsWith("too noisy to tell");
  }

  @Test
  void aBaselineWithoutMeasurementsIsNoLimit() {
    Gate gate = new KeptAccuracyGate(0.98, 0);
    ModelMetrics candidate = judged(0.9, 40, Samples.digest('d'));

    assertThat(new LatencyGate(1).judge(latency(1, "a"), latency(0, "a")).passed()).isFalse();
    assertThat(gate.judge(candidate, judged(0.5, 0, Samples.digest('d'))).why())
        .isEqualTo("judged on no picture");
    assertThat(gate.judge(candidate, judged(0.5, 39, Samples.digest('d'))).why())
        .isEqualTo("judged on different pictures");
    assertThat(gate.judge(candidate, judged(-1, 40, Samples.digest('d'))).why())
        .isEqualTo("judged on pictures without objects");
    assertThat(gate.judge(candidate, judged(0, 40, Samples.digest('d'))).passed()).isTrue();
    assertThat(gate.judge(judged(0, 40, Samples.digest('d')), judged(0, 40, Samples.digest('d'))))
        .extracting(GateResult::passed)
        .isEqualTo(true);
  }

  @Test
  void aNewVersionHasOneGate() {
    assertThat(Gates.forVersion(0.01, 20, true))
        .containsExactly(new NotWorseGate(0.01), new GroupGate(20), new GainGate());
    assertThat(Gates.forVersion(0.01, 20, false))
        .containsExactly(new NotWorseGate(0.01), new GroupGate(20));
  }

  @Test
  void everyGateMustPass() {
    var gates = Gates.forInt8(0.98, 1.0);

    assertThat(Gates.passed(Gates.judge(gates, Samples.metrics(0.6), Samples.metrics(0.6))))
        .isTrue();
    assertThat(Gates.passed(Gates.judge(gates, Samples.metrics(0.1), Samples.metrics(0.6))))
        .isFalse();
  }

  private static ModelMetrics latency(double millis, String deviceClass) {
    return new ModelMetrics(
        0.3, 0.5, 0.3, 0.5, 40, Samples.digest('d'), millis, millis, deviceClass);
  }

  private static ModelMetrics accuracy(double ap, double ap50) {
    return new ModelMetrics(ap, ap50, 0.3, 0.5, 40, Samples.digest('d'), 1, 1, "a");
  }

  private static PairedTiming timing(double ratio, double low, double high) {
    io.vedette.detector.evaluate.Latency any = new io.vedette.detector.evaluate.Latency(1, 1);
    return new PairedTiming(any, any, new Interval(ratio, low, high), 40);
  }

  private static ModelMetrics judged(double ap50, int images, String dataset) {
    return new ModelMetrics(0.3, ap50, 0.3, 0.5, images, dataset, 1, 1, "a");
  }
}
