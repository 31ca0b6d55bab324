package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Ten frames a second, each a position. */
class FrameDamageDetectorTest {

  private final FrameDamageDetector watch = new FrameDamageDetector(Duration.ofSeconds(2));

  private FrameDamage judge(int position, boolean broken, boolean key) {
    return watch.judge(broken, key, position, 100.0 * position);
  }

  private FrameDamage whole(int position) {
    return judge(position, false, false);
  }

  private FrameDamage key(int position) {
    return judge(position, false, true);
  }

  private FrameDamage broken(int position) {
    return judge(position, true, false);
  }

  @Test
  void aBrokenFrameDamagesThoseAfterItUntilTheNextWholeKeyFrame() {
    assertThat(key(0)).isEqualTo(FrameDamage.NONE);
    assertThat(whole(1)).isEqualTo(FrameDamage.NONE);
    assertThat(broken(2)).isEqualTo(FrameDamage.FRESH);
    assertThat(whole(3)).isEqualTo(FrameDamage.FRESH);
    assertThat(judge(4, true, true)).isEqualTo(FrameDamage.FRESH);
    assertThat(key(5)).isEqualTo(FrameDamage.NONE);
    assertThat(whole(6)).isEqualTo(FrameDamage.NONE);
  }

  @Test
  void withoutAKeyFrameDamagedFramesMustDoAfterTwoSecondsHoweverMuchIsLostMeanwhile() {
    key(0);
    for (int i = 1; i < 21; i++) {
      assertThat(judge(i, i % 3 == 1, false)).isEqualTo(FrameDamage.FRESH);
    }
    for (int i = 21; i < 100; i++) {
      assertThat(judge(i, i % 10 == 0, false)).isEqualTo(FrameDamage.STANDING);
    }
    assertThat(key(100)).isEqualTo(FrameDamage.NONE);
    assertThat(broken(101)).isEqualTo(FrameDamage.FRESH);
  }

  @Test
  void aLossCountsFromItsPlaceOnAndNotForFramesStillInTheDecoder() {
    key(0);
    watch.lost(7);
    watch.lost(5);
    assertThat(whole(3)).isEqualTo(FrameDamage.NONE);
    assertThat(key(4)).isEqualTo(FrameDamage.NONE);
    assertThat(whole(6)).isEqualTo(FrameDamage.FRESH);
    assertThat(key(8)).isEqualTo(FrameDamage.NONE);
  }

  @Test
  void aKeyFrameThatIsItselfWhatWasLostEndsNothing() {
    watch.lost(5);
    assertThat(key(5)).isEqualTo(FrameDamage.FRESH);
    assertThat(whole(6)).isEqualTo(FrameDamage.FRESH);
    assertThat(key(7)).isEqualTo(FrameDamage.NONE);
  }

  @Test
  void whatIsLostBeforeTheFirstKeyFrameDamagesNothing() {
    watch.lost(1);
    assertThat(key(2)).isEqualTo(FrameDamage.NONE);
    assertThat(whole(3)).isEqualTo(FrameDamage.NONE);
  }

  @Test
  void aClockThatBeginsAnewDoesNotMakeTheWaitEndless() {
    assertThat(watch.judge(true, false, 1, 1e9)).isEqualTo(FrameDamage.FRESH);
    assertThat(watch.judge(false, false, 2, 0)).isEqualTo(FrameDamage.FRESH);
    assertThat(watch.judge(false, false, 3, 2_000)).isEqualTo(FrameDamage.STANDING);
  }

  @Test
  void withoutPatienceDamagedFramesAreMarkedAtOnce() {
    assertThat(new FrameDamageDetector(Duration.ZERO).judge(true, false, 0, 0))
        .isEqualTo(FrameDamage.STANDING);
  }
}
