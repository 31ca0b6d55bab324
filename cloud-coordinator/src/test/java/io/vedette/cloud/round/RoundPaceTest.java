package io.vedette.cloud.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundPaceTest {

  private static final Duration LEAST = Duration.ofMinutes(2);
  private static final Duration MOST = Duration.ofMinutes(15);

  private static long minutes(RoundPace pace) {
    return pace.notBeforeMs(LEAST, MOST) / 60_000;
  }

  private static RoundPace fruitless(int times) {
    RoundPace pace =
        RoundPace.starting("boards", 1).running("student:1").saw(List.of("label open"));
    for (int i = 1; i <= times; i++) {
      pace = pace.distilled("d-r-" + i, true, false, 0);
    }
    return pace;
  }

  @Test
  void theWaitDoublesUpToItsBound() {
    List<Long> waits = new ArrayList<>();
    for (int times = 0; times <= 5; times++) {
      waits.add(minutes(fruitless(times)));
    }
    assertThat(waits).containsExactly(0L, 4L, 8L, 15L, 15L, 15L);
    assertThat(minutes(fruitless(10_000))).isEqualTo(15);
    assertThat(fruitless(1).because()).isEqualTo("the last distillation made no version");
    assertThat(fruitless(3).because()).isEqualTo("the last 3 distillations made no version");
  }

  @Test
  void itIsCountedFromTheEndOfTheDistillation() {
    RoundPace pace = fruitless(0).distilled("d-r-1", true, false, 60_000);
    assertThat(minutes(pace)).isEqualTo(1 + 4);
  }

  @Test
  void aBoundBelowTheLeastIntervalTurnsItOff() {
    assertThat(fruitless(5).notBeforeMs(LEAST, Duration.ZERO)).isZero();
  }

  @Test
  void aVersionADriftANewKindAndAPersonEndTheWait() {
    RoundPace waits = fruitless(3);
    assertThat(minutes(waits.distilled("d-r-4", true, true, 9))).isZero();
    assertThat(minutes(waits.running("student:2"))).isZero();
    assertThat(minutes(waits.saw(List.of("label scratch")))).isZero();
    assertThat(minutes(waits.of(2))).isZero();
    RoundPace urgent = waits.urgent("drift: recall fell");
    assertThat(minutes(urgent)).isZero();
    assertThat(urgent.because()).isEqualTo("drift: recall fell");
    assertThat(urgent.opened().urgent()).isEmpty();
  }

  @Test
  void whatIsKnownAndWhatFailedBeforeItsGatesChangeNothing() {
    RoundPace waits = fruitless(3);
    assertThat(minutes(waits.running("student:1"))).isEqualTo(15);
    assertThat(minutes(waits.saw(List.of("label open")))).isEqualTo(15);
    assertThat(waits.of(1)).isSameAs(waits);
    RoundPace failed = waits.distilled("d-r-4", false, false, 9);
    assertThat(failed.fruitless()).isEqualTo(3);
    assertThat(failed.counted()).isEqualTo("d-r-4");
  }

  @Test
  void theFirstVersionThatIsKnownIsNoNewOne() {
    RoundPace pace =
        RoundPace.starting("boards", 1).distilled("d-r-1", true, false, 0).running("student:1");
    assertThat(pace.fruitless()).isEqualTo(1);
  }

  @Test
  void kindsAreBounded() {
    RoundPace pace = RoundPace.starting("boards", 1);
    for (int i = 0; i < 2 * RoundPace.MAX_KINDS; i++) {
      pace = pace.saw(List.of("camera " + i));
    }
    assertThat(pace.kinds()).hasSize(RoundPace.MAX_KINDS);
    assertThat(pace.distilled("d-r-1", true, false, 0).saw(List.of("camera x")).fruitless())
        .isEqualTo(1);
  }
}
