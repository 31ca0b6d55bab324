package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GreyRangeTest {

  private static final int VALUES = 1 << 16;
  private static final int PIXELS = 64 * 48;
  private static final double FRAME_MILLIS = 40;

  private final GreyRange range = new GreyRange();
  private final Random random = new Random(1);
  private double now;

  /** Takes in a picture of evenly spread values; what value {@code probe} is shown as then. */
  private int shade(int low, int high, int probe) {
    take(counts(low, high));
    return shade(probe);
  }

  private void take(int[] counts) {
    range.take(counts, now);
    now += FRAME_MILLIS;
  }

  private int shade(int value) {
    return range.shades(VALUES)[value] & 255;
  }

  private int[] counts(int low, int high) {
    int[] counts = new int[VALUES];
    for (int i = 0; i < PIXELS; i++) {
      counts[low + random.nextInt(high - low)]++;
    }
    return counts;
  }

  @Test
  void theFirstPictureIsSpreadFromBlackToWhite() {
    assertThat(shade(7_000, 8_000, 7_500)).isCloseTo(127, within(3));
    assertThat(shade(7_000)).isZero();
    assertThat(shade(8_000)).isEqualTo(255);
    assertThat(shade(0)).isZero();
    assertThat(shade(VALUES - 1)).isEqualTo(255);
  }

  @Test
  void aHotPixelAndADeadOneChangeNothing() {
    int before = shade(7_000, 8_000, 7_500);
    int[] counts = counts(7_000, 8_000);
    counts[VALUES - 1]++;
    counts[0]++;
    for (int i = 0; i < 50; i++) {
      take(counts);
    }
    assertThat(shade(7_500)).isCloseTo(before, within(2));
    GreyRange fresh = new GreyRange();
    fresh.take(counts, 0);
    assertThat(fresh.shades(VALUES)[7_500] & 255).isCloseTo(before, within(2));
  }

  @Test
  void aPictureThatStandsAloneDoesNotFlicker() {
    int before = 0;
    for (int i = 0; i < 10; i++) {
      before = shade(7_000, 8_000, 7_500);
    }
    assertThat(shade(0, 60_000, 7_500)).isCloseTo(before, within(2));
    for (int i = 0; i < 10; i++) {
      assertThat(shade(7_000, 8_000, 7_500)).isCloseTo(before, within(2));
    }
  }

  @Test
  void noiseFromPictureToPictureMovesNothing() {
    int first = shade(7_000, 8_000, 7_500);
    for (int i = 0; i < 200; i++) {
      int wobble = random.nextInt(60) - 30;
      assertThat(shade(7_000 + wobble, 8_000 + wobble, 7_500)).isCloseTo(first, within(6));
    }
  }

  @Test
  void whatStaysIsFollowedOverSomeSecondsWithoutAJump() {
    int before = shade(7_000, 8_000, 8_000);
    assertThat(before).isEqualTo(255);
    int seconds = 0;
    int last = before;
    for (; last > 66 && seconds < 20; seconds++) {
      for (int i = 0; i < 25; i++) {
        int next = shade(7_000, 11_000, 8_000);
        assertThat(last - next).isBetween(-2, 16);
        last = next;
      }
    }
    assertThat(last).isCloseTo(64, within(3));
    assertThat(seconds).isBetween(3, 15);
  }

  /** Where pictures come seldom, or the clock jumps, one of them is not followed at once either. */
  @Test
  void timeThatPassesAtOnceIsNoReasonForAJump() {
    for (int i = 0; i < 10; i++) {
      shade(7_000, 8_000, 7_500);
    }
    for (int i = 0; i < 3; i++) {
      now += 3_600_000;
      shade(7_000, 9_000, 7_500);
    }
    assertThat(shade(7_500)).isGreaterThan(110);
    now -= 3_600_000;
    assertThat(shade(0, 60_000, 7_500)).isGreaterThan(100);
  }

  @Test
  void aPlainSurfaceIsNotMadeOfNoise() {
    take(counts(7_000, 7_004));
    assertThat(shade(7_003) - shade(7_000)).isLessThan(32);
  }
}
