package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PresentationClockTest {

  private static long[] ticks(PresentationClock clock, double... millis) {
    return Arrays.stream(millis).mapToLong(clock::next).toArray();
  }

  @Test
  void timesThatGoForwardAreKept() {
    PresentationClock clock = new PresentationClock(25);
    assertThat(ticks(clock, 0, 39.9, 80.744, 122.788, 1000, 3600_000))
        .containsExactly(0, 3591, 7267, 11051, 90_000, 324_000_000);
    assertThat(clock.altered()).isFalse();
  }

  @Test
  void aFrameThatIsLateComesRightAfterTheOneBeforeAndTheRestStay() {
    PresentationClock clock = new PresentationClock(25);
    assertThat(ticks(clock, 0, 40, 120, 80, 160)).containsExactly(0, 3600, 10_800, 10_801, 14_400);
    assertThat(clock.altered()).isTrue();
  }

  @Test
  void aSourceThatBeginsAgainGoesOn() {
    PresentationClock clock = new PresentationClock(25);
    assertThat(ticks(clock, 5000, 5040, 0, 40, 80))
        .containsExactly(450_000, 453_600, 457_200, 460_800, 464_400);
    assertThat(clock.altered()).isTrue();
  }

  @Test
  void aGapThatNoFileCanHoldIsClosed() {
    PresentationClock clock = new PresentationClock(10);
    assertThat(ticks(clock, 0, 100, 1e10, 1e10 + 100)).containsExactly(0, 9000, 18_000, 27_000);
  }

  @Test
  void framesWithoutTimesFollowEachOtherAtTheRate() {
    assertThat(ticks(new PresentationClock(10), 0, 0, 0, 0))
        .containsExactly(0, 9000, 18_000, 27_000);
    assertThat(ticks(new PresentationClock(0), 0, 0)).containsExactly(0, 3600);
    PresentationClock clock = new PresentationClock(10);
    for (int i = 0; i < 5; i++) {
      assertThat(clock.next(clock.following())).isEqualTo(9000L * i);
    }
    assertThat(clock.altered()).isFalse();
  }

  @Test
  void whateverTheTimesAreEachIsLater() {
    Random random = new Random(7);
    PresentationClock clock = new PresentationClock(30);
    long last = -1;
    for (int i = 0; i < 10_000; i++) {
      double millis =
          random.nextInt(50) == 0 ? random.nextDouble() * 1e9 : i * 33 + random.nextInt(60);
      long tick = clock.next(millis);
      assertThat(tick).isGreaterThan(last);
      assertThat(tick - Math.max(0, last)).isLessThan(1L << 31);
      last = tick;
    }
  }
}
