package io.vedette.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.registry.Samples;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.Metrics;
import org.junit.jupiter.api.Test;

final class GatesTest {

  @Test
  void aVersionMayNotBeWorse() {
    Gate gate = new NotWorse(0);

    assertThat(gate.judge(Samples.metrics(0.612), Samples.metrics(0.431)))
        .isEqualTo(new GateResult("not-worse", true, "AP50 0.612 >= 0.431 - 0.000"));
    assertThat(gate.judge(Samples.metrics(0.5), Samples.metrics(0.5)).passed()).isTrue();
    assertThat(gate.judge(Samples.metrics(0.499), Samples.metrics(0.5)).passed()).isFalse();
    assertThat(new NotWorse(0.01).judge(Samples.metrics(0.495), Samples.metrics(0.5)).passed())
        .isTrue();
  }

  @Test
  void int8MayLoseOnlySoMuch() {
    Gate gate = new Int8Loss(0.02);

    assertThat(gate.judge(Samples.metrics(0.59), Samples.metrics(0.6)).passed()).isTrue();
    assertThat(gate.judge(Samples.metrics(0.61), Samples.metrics(0.6)).passed()).isTrue();
    assertThat(gate.judge(Samples.metrics(0.5), Samples.metrics(0.6)))
        .isEqualTo(new GateResult("int8-loss", false, "AP50 0.600 - 0.500 = 0.100 lost > 0.020"));
  }

  @Test
  void aVariantMayNotBeSlower() {
    Gate gate = new Latency(1.0);

    assertThat(gate.judge(latency(9.99, "a"), latency(10, "a")))
        .isEqualTo(new GateResult("latency", true, "p50 9.99 ms <= 10.00 ms x 1.00"));
    assertThat(gate.judge(latency(10.5, "a"), latency(10, "a")).passed()).isFalse();
    assertThat(gate.judge(latency(1, "a"), latency(10, "b")).passed()).isFalse();
    assertThat(gate.judge(latency(0, "a"), latency(10, "a")).passed()).isFalse();
  }

  @Test
  void whatCannotBeComparedDoesNotPass() {
    Metrics baseline = Samples.metrics(0.5);
    Gate gate = new NotWorse(0);

    assertThat(gate.judge(judged(0.9, 0, Samples.digest('d')), baseline).why())
        .isEqualTo("judged on no picture");
    assertThat(gate.judge(judged(0.9, 40, Samples.digest('f')), baseline).why())
        .isEqualTo("judged on different pictures");
    assertThat(gate.judge(judged(Double.NaN, 40, Samples.digest('d')), baseline).passed())
        .isFalse();
  }

  @Test
  void everyGateMustPass() {
    var gates = Gates.forInt8(0.02, 1.0);

    assertThat(Gates.passed(Gates.judge(gates, Samples.metrics(0.6), Samples.metrics(0.6))))
        .isTrue();
    assertThat(Gates.passed(Gates.judge(gates, Samples.metrics(0.1), Samples.metrics(0.6))))
        .isFalse();
  }

  private static Metrics latency(double millis, String deviceClass) {
    return new Metrics(0.3, 0.5, 0.3, 0.5, 40, Samples.digest('d'), millis, millis, deviceClass);
  }

  private static Metrics judged(double ap50, int images, String dataset) {
    return new Metrics(0.3, ap50, 0.3, 0.5, images, dataset, 1, 1, "a");
  }
}
