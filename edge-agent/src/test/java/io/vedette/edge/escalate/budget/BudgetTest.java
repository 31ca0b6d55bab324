package io.vedette.edge.escalate.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.vedette.edge.escalate.budget.Budget.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Each limit, over every window of a minute, for traffic of any kind. */
class BudgetTest {

  private static final double BITS = 400_000;
  private static final double BURST = 10;
  private static final double FRAMES = 30;
  private static final Money MONEY = new Money(300, 2, 0.001);

  private record Sent(long millis, double bytes) {}

  /** Bursts, pauses, small and large frames, guesses that are wrong, a clock that jumps back. */
  private static List<Sent> traffic(Budget budget, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Sent> sent = new ArrayList<>();
    long millis = 0;
    for (int i = 0; i < 20_000; i++) {
      millis += random.nextInt(50) == 0 ? random.nextInt(30_000) : random.nextInt(100);
      budget.advance(random.nextInt(100) == 0 ? millis - 5_000 : millis);
      double guess = 1_000 + random.nextInt(100_000);
      if (budget.holds(1, guess)) {
        budget.take(guess);
        double bytes = 1_000 + random.nextInt(300_000);
        if (budget.settle(guess, bytes)) {
          sent.add(new Sent(millis, bytes));
        } else {
          budget.putBack(guess);
        }
      }
    }
    return sent;
  }

  private static double mostInAMinute(List<Sent> sent, ToDoubleFunction<Sent> cost) {
    double most = 0;
    double sum = 0;
    int from = 0;
    for (Sent last : sent) {
      sum += cost.applyAsDouble(last);
      while (sent.get(from).millis() < last.millis() - 60_000) {
        sum -= cost.applyAsDouble(sent.get(from++));
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  @Test
  void theTightestLimitSaysHowManyFramesASecondThereIsRoomFor() {
    // 8,000 bits a second are ten frames of 100 bytes
    assertThat(Budget.of(8_000, 10, 0, null).framesPerSecond(100)).isCloseTo(10, offset(1e-9));
    assertThat(Budget.of(8_000, 10, 120, null).framesPerSecond(100)).isCloseTo(2, offset(1e-9));
    // a month has 2,592,000 seconds; a frame costs 4, or with a byte at 1 its size besides
    Money frames = new Money(2_592_000, 0, 4);
    assertThat(Budget.of(8_000, 10, 120, frames).framesPerSecond(100))
        .isCloseTo(0.25, offset(1e-9));
    Money bytes = new Money(2_592_000, 1e9, 4);
    assertThat(Budget.of(8_000, 10, 120, bytes).framesPerSecond(96)).isCloseTo(0.01, offset(1e-9));
  }

  @Test
  void aDaysMoneyMayBeSavedUp() {
    Budget budget = Budget.of(1e12, 10, 0, new Money(2_592_000, 0, 1));
    assertThat(budget.holds(86_400, 1)).isTrue();
    assertThat(budget.holds(86_401, 1)).isFalse();
  }

  @Test
  void whatIsPutBackMayBeTakenAgain() {
    Budget budget = Budget.of(8_000, 1, 60, new Money(30, 0, 1));
    assertThat(budget.holds(2, 1)).as("a frame, and a day's money of one").isFalse();
    budget.take(1);
    assertThat(budget.holds(1, 1)).isFalse();
    budget.putBack(1);
    assertThat(budget.holds(1, 1)).isTrue();
  }

  @Test
  void aSmallerFrameThanReservedLeavesRoomAndALargerOneTakesIt() {
    Budget budget = Budget.of(8_000, 1, 0, null); // 1,000 bytes are there
    budget.take(400);
    assertThat(budget.settle(400, 100)).isTrue();
    assertThat(budget.holds(1, 900)).isTrue();
    assertThat(budget.holds(1, 901)).isFalse();
    budget.take(100);
    assertThat(budget.settle(100, 901)).as("there is no room for 801 more").isFalse();
    assertThat(budget.settle(100, 600)).isTrue();
    assertThat(budget.holds(1, 300)).isTrue();
    assertThat(budget.holds(1, 301)).isFalse();
  }

  @Test
  void noMinuteCostsMoreThanAMinutesWorthAndTheBurst() {
    for (long seed = 0; seed < 10; seed++) {
      List<Sent> bits = traffic(Budget.of(BITS, BURST, 0, null), seed);
      assertThat(bits).hasSizeGreaterThan(100);
      assertThat(mostInAMinute(bits, s -> 8 * s.bytes())).isLessThanOrEqualTo(BITS * (60 + BURST));

      List<Sent> all = traffic(Budget.of(BITS, BURST, FRAMES, MONEY), seed);
      assertThat(mostInAMinute(all, s -> 8 * s.bytes())).isLessThanOrEqualTo(BITS * (60 + BURST));
      assertThat(mostInAMinute(all, s -> 1)).isLessThanOrEqualTo(FRAMES + FRAMES * BURST / 60);
      double perSecond = MONEY.perMonth() / (30 * 86_400.0);
      assertThat(mostInAMinute(all, s -> MONEY.perFrame() + s.bytes() * MONEY.perGigabyte() / 1e9))
          .isLessThanOrEqualTo(perSecond * (60 + 86_400));
    }
  }

  @Test
  void aBucketFillsAtItsRateUpToItsSize() {
    TokenBucket bucket = new TokenBucket(500, 10);
    assertThat(bucket.perSecond()).isEqualTo(500);
    bucket.advance(1_000); // the first time is the start
    assertThat(bucket.holds(10)).isTrue();
    assertThat(bucket.holds(10.1)).isFalse();
    bucket.take(8);
    assertThat(bucket.level()).isEqualTo(2);
    assertThat(bucket.fill()).isEqualTo(0.2);
    assertThatThrownBy(() -> bucket.take(3)).isInstanceOf(IllegalStateException.class);
    assertThat(bucket.level()).isEqualTo(2);
    bucket.advance(1_004);
    assertThat(bucket.level()).isEqualTo(4);
    bucket.advance(900); // a clock that goes back adds nothing, then and later
    bucket.advance(1_004);
    assertThat(bucket.level()).isEqualTo(4);
    bucket.putBack(1);
    assertThat(bucket.level()).isEqualTo(5);
    bucket.putBack(100);
    assertThat(bucket.level()).isEqualTo(10);
    bucket.take(10);
    bucket.advance(9_000);
    assertThat(bucket.level()).isEqualTo(10);
    assertThat(new TokenBucket(500, 0).fill()).isZero();
  }

  @Test
  void noBudgetIsSilence() {
    Budget none = Budget.of(-1, 10, 0, null);
    none.advance(0);
    none.advance(1_000_000);
    assertThat(none.holds(1, 1)).isFalse();
    assertThat(none.framesPerSecond(1_000)).isNotPositive();
  }

  @Test
  void theBarLetsTheBestShareThroughAndSpendsIt() {
    SplittableRandom random = new SplittableRandom(3);
    AdaptiveThreshold bar = new AdaptiveThreshold();
    TokenBucket bucket = new TokenBucket(1_000 * 0.1, 5);
    int asked = 0;
    double worth = 0;
    int frames = 20_000;
    for (int i = 0; i < frames; i++) {
      bucket.advance(i);
      double here = random.nextDouble() + (i / 2_000 % 2); // hard and easy times
      if (bar.passes(here, 0.1, bucket.fill()) && bucket.holds(1)) {
        bucket.take(1);
        asked++;
        worth += here - i / 2_000 % 2;
      }
    }
    assertThat((double) asked / frames).isBetween(0.09, 0.1005);
    assertThat(worth / asked).as("mean worth of those asked, 0.5 at random").isGreaterThan(0.8);
  }
}
