package io.vedette.detector.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RatioSequenceTest {

  private static final double ALPHA = 0.1;

  /** Frames of 0 to 7 objects; crowded frames are harder. Recall over all of them. */
  private static double play(RatioSequence sequence, SplittableRandom random, int frames) {
    double[] chances = {0.9, 0.9, 0.9, 0.8, 0.8, 0.7, 0.6};
    double hits = 0;
    double all = 0;
    for (int n = 1; n <= 7; n++) {
      hits += n * chances[n - 1];
      all += n;
    }
    double truth = hits / all;
    boolean always = true;
    for (int i = 0; i < frames; i++) {
      int n = random.nextInt(8);
      int found = 0;
      for (int k = 0; k < n; k++) {
        found += random.nextDouble() < chances[n - 1] ? 1 : 0;
      }
      sequence.add(found, n);
      always &= sequence.low() <= truth && truth <= sequence.high();
    }
    return always ? 1 : 0;
  }

  @Test
  void theTruthLiesInsideAtEveryMomentAsOftenAsPromised() {
    int runs = 300;
    double held = 0;
    for (int run = 0; run < runs; run++) {
      held += play(new RatioSequence(ALPHA, 10), new SplittableRandom(run), 400);
    }
    // Three standard errors of the simulation below the promise.
    assertThat(held / runs).isGreaterThan(1 - ALPHA - 3 * Math.sqrt(ALPHA * (1 - ALPHA) / runs));
  }

  @Test
  void theIntervalNarrows() {
    RatioSequence sequence = new RatioSequence(ALPHA, 10);
    assertThat(sequence.high() - sequence.low()).isEqualTo(1);
    play(sequence, new SplittableRandom(1), 200);
    double early = sequence.high() - sequence.low();
    play(sequence, new SplittableRandom(2), 2_000);
    assertThat(sequence.high() - sequence.low()).isLessThan(0.1).isLessThan(early);
    assertThat(sequence.estimate()).isBetween(sequence.low(), sequence.high());
  }

  @Test
  void aPerfectDeviceIsSoonKnownToBeGood() {
    RatioSequence sequence = new RatioSequence(0.05, 10);
    for (int i = 0; i < 200; i++) {
      sequence.add(4, 4);
    }
    assertThat(sequence.low()).isGreaterThan(0.9);
    assertThat(sequence.high()).isEqualTo(1);
  }
}
