package io.vedette.cloud.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.quota.QuotaMeter.AtQuota;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaMeterTest {

  private static final long HOUR_MS = 3_600_000;

  private final Map<String, Quotas> quotas = new HashMap<>();
  private long nowMs = 5;
  private final QuotaMeter meter =
      new QuotaMeter(
          name -> new TeachingPolicy("teacher", quotas.getOrDefault(name, Quotas.NONE), 1),
          () -> nowMs);

  /** Frames that are taken in a time when one is offered every 100 ms. */
  private int taken(String deployment, long bytes, long ms) {
    int taken = 0;
    for (long end = nowMs + ms; nowMs < end; nowMs += 100) {
      taken += meter.take(deployment, bytes, 0).isEmpty() ? 1 : 0;
    }
    return taken;
  }

  @Test
  void inAnHourNoMoreThanTheQuotaAndATenthAreTaken() {
    quotas.put("boards", new Quotas(1_000, null, null));
    assertThat(taken("boards", 60_000, HOUR_MS)).isBetween(1_095, 1_100);
    assertThat(taken("boards", 60_000, HOUR_MS)).isBetween(999, 1_001);
    assertThat(taken("films", 60_000, HOUR_MS)).as("no quota").isEqualTo(36_000);
  }

  @Test
  void bytesAreCountedAndALargeFrameIsTakenOnlyWhenNothingElseWas() {
    quotas.put("boards", new Quotas(null, 1_000_000L, null));
    assertThat(taken("boards", 10_000, HOUR_MS)).isBetween(109, 110);
    quotas.put("films", new Quotas(null, 1_000_000L, null));
    assertThat(meter.take("films", 3_000_000, 0)).isEmpty();
    assertThat(meter.take("films", 1, 0))
        .hasValue(new QuotaMeter.Excess("1,000,000 bytes an hour", 600_000));
    assertThat(taken("films", 3_000_000, HOUR_MS)).isZero();
  }

  @Test
  void teacherTimeIsCountedWithTheTimeOfTheFramesThatWait() {
    quotas.put("boards", new Quotas(null, null, 0.25));
    meter.teachers(Map.of("teacher", 2, "other", 7));
    meter.taught("boards", 10, 1_000);
    // 2 teachers give 180 s in six minutes, 1 s of them is used, each frame takes 100 ms.
    assertThat(meter.take("boards", 1, 1_788)).isEmpty();
    assertThat(meter.take("boards", 1, 1_790))
        .hasValue(new QuotaMeter.Excess("25.0% of the teacher's time", 10_000));
    nowMs += 10_000;
    assertThat(meter.take("boards", 1, 1_792)).isEmpty();
  }

  @Test
  void aFrameThatWasNotAcceptedIsGivenBack() {
    quotas.put("boards", new Quotas(10, null, null));
    assertThat(meter.take("boards", 1, 0)).isEmpty();
    assertThat(meter.take("boards", 1, 0)).isPresent();
    meter.giveBack("boards", 1);
    assertThat(meter.take("boards", 1, 0)).isEmpty();
  }

  @Test
  void aDeploymentIsAtItsQuotaUntilItsDevicesHadTimeToComeAgain() {
    quotas.put("boards", new Quotas(3_600, null, null));
    assertThat(taken("boards", 1, 60_000)).isEqualTo(419);
    assertThat(meter.atQuota())
        .allSatisfy(at -> assertThat(at.quota()).isEqualTo("3,600 frames an hour"))
        .extracting(AtQuota::deferred)
        .containsExactly(181L);
    nowMs += 29_000;
    assertThat(meter.atQuota()).hasSize(1);
    nowMs += 2_000;
    assertThat(meter.atQuota()).isEmpty();
    quotas.remove("boards");
    assertThat(taken("boards", 1, 60_000)).isEqualTo(600);
  }

  @Test
  void quotasOutOfRangeAreRefusedInOneLine() {
    assertThatThrownBy(() -> new Quotas(0, null, null))
        .hasMessage("quotas.framesPerHour: 0 is less than 1; leave it out for no quota");
    assertThatThrownBy(() -> new Quotas(null, -1L, null))
        .hasMessage("quotas.bytesPerHour: -1 is less than 1; leave it out for no quota");
    assertThatThrownBy(() -> new Quotas(null, null, 1.5))
        .hasMessage("quotas.teacherShare: 1.5 is not above 0 and at most 1; 0.5 is half");
    assertThatThrownBy(() -> new Quotas(null, null, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new TeachingPolicy("teacher", Quotas.NONE, 0))
        .hasMessage("weight: 0.0 is not 0.01 to 100");
  }
}
