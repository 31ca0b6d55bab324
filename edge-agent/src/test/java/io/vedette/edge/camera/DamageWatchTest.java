package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Ten frames a second, each a position. */
class DamageWatchTest {

  private final DamageWatch watch = new DamageWatch(Duration.ofSeconds(2));

  private Damage judge(int position, boolean broken, boolean key) {
    return watch.judge(broken, key, position, 100.0 * position);
  }

  private Damage whole(int position) {
    return judge(position, false, false);
  }

  private Damage key(int position) {
    return judge(position, false, true);
  }

  private Damage broken(int position) {
    return judge(position, true, false);
  }

  @Test
  void aBrokenFrameDamagesThoseAfterItUntilTheNextWholeKeyFrame() {
    assertThat(key(0)).isEqualTo(Damage.NONE);
    assertThat(whole(1)).isEqualTo(Damage.NONE);
    assertThat(broken(2)).isEqualTo(Damage.FRESH);
    assertThat(whole(3)).isEqualTo(Damage.FRESH);
    assertThat(judge(4, true, true)).isEqualTo(Damage.FRESH);
    assertThat(key(5)).isEqualTo(Damage.NONE);
    assertThat(whole(6)).isEqualTo(Damage.NONE);
  }

  @Test
  void withoutAKeyFrameDamagedFramesMustDoAfterTwoSecondsHoweverMuchIsLostMeanwhile() {
    key(0);
    for (int i = 1; i < 21; i++) {
      assertThat(judge(i, i % 3 == 1, false)).isEqualTo(Damage.FRESH);
    }
    for (int i = 21; i < 100; i++) {
      assertThat(judge(i, i % 10 == 0, false)).isEqualTo(Damage.STANDING);
    }
    assertThat(key(100)).isEqualTo(Damage.NONE);
    assertThat(broken(101)).isEqualTo(Damage.FRESH);
  }

  @Test
  void aLossCountsFromItsPlaceOnAndNotForFramesStillInTheDecoder() {
    key(0);
    watch.lost(7);
    watch.lost(5);
    assertThat(whole(3)).isEqualTo(Damage.NONE);
    assertThat(key(4)).isEqualTo(Damage.NONE);
    assertThat(whole(6)).isEqualTo(Damage.FRESH);
    assertThat(key(8)).isEqualTo(Damage.NONE);
  }

  @Test
  void aKeyFrameThatIsItselfWhatWasLostEndsNothing() {
    watch.lost(5);
    assertThat(key(5)).isEqualTo(Damage.FRESH);
    assertThat(whole(6)).isEqualTo(Damage.FRESH);
    assertThat(key(7)).isEqualTo(Damage.NONE);
  }

  @Test
  void whatIsLostBeforeTheFirstKeyFrameDamagesNothing() {
    watch.lost(1);
    assertThat(key(2)).isEqualTo(Damage.NONE);
    assertThat(whole(3)).isEqualTo(Damage.NONE);
  }

  @Test
  void aClockThatBeginsAnewDoesNotMakeTheWaitEndless() {
    assertThat(watch.judge(true, false, 1, 1e9)).isEqualTo(Damage.FRESH);
    assertThat(watch.judge(false, false, 2, 0)).isEqualTo(Damage.FRESH);
    assertThat(watch.judge(false, false, 3, 2_000)).isEqualTo(Damage.STANDING);
  }

  @Test
  void withoutPatienceDamagedFramesAreMarkedAtOnce() {
    assertThat(new DamageWatch(Duration.ZERO).judge(true, false, 0, 0)).isEqualTo(Damage.STANDING);
  }
}
