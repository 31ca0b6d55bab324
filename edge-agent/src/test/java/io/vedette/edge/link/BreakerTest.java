package io.vedette.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.edge.link.Breaker.Event;
import io.vedette.edge.link.Breaker.Position;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {

  private static final BreakerConfig CONFIG =
      new BreakerConfig(null, 2, Duration.ofSeconds(4), Duration.ofSeconds(10));

  private Breaker breaker = Breaker.CLOSED;

  private Position after(Event event) {
    breaker = breaker.step(event, CONFIG);
    return breaker.position();
  }

  /** An answer that does not come, with the longest pause that chance can give. */
  private Position unanswered(long millis) {
    return after(new Event.Unanswered(millis, 1));
  }

  private Position tick(long millis) {
    return after(new Event.Tick(millis));
  }

  @Test
  void opensAfterSoManyInARowAndNotBefore() {
    assertThat(unanswered(0)).isEqualTo(Position.CLOSED);
    after(new Event.Answered(1));
    assertThat(unanswered(2)).isEqualTo(Position.CLOSED);
    assertThat(unanswered(3)).isEqualTo(Position.OPEN);
    assertThat(breaker.maxInFlight()).isZero();
    assertThat(unanswered(4)).isEqualTo(Position.OPEN);
    assertThat(breaker.opened()).isEqualTo(1);
  }

  @Test
  void triesOneFrameAfterAPauseThatGrowsToItsBound() {
    unanswered(0);
    unanswered(0);
    long now = 0;
    for (long pause : new long[] {4_000, 8_000, 10_000, 10_000}) {
      assertThat(tick(now + pause - 1)).isEqualTo(Position.OPEN);
      now += pause;
      assertThat(tick(now)).isEqualTo(Position.HALF_OPEN);
      assertThat(breaker.maxInFlight()).isEqualTo(1);
      assertThat(unanswered(now)).isEqualTo(Position.OPEN);
    }
    tick(now + 10_000);
    assertThat(after(new Event.Answered(now))).isEqualTo(Position.CLOSED);
    unanswered(now);
    unanswered(now);
    assertThat(tick(now + 4_000)).isEqualTo(Position.HALF_OPEN);
  }

  @Test
  void chanceShortensAPauseByHalfAtMost() {
    unanswered(0);
    after(new Event.Unanswered(0, 0));
    assertThat(tick(1_999)).isEqualTo(Position.OPEN);
    assertThat(tick(2_000)).isEqualTo(Position.HALF_OPEN);
  }

  @Test
  void aStreamThatBreaksIsFollowedByOneFrameAtOnceButNoPauseIsCutShort() {
    assertThat(after(new Event.Lost(100))).isEqualTo(Position.OPEN);
    assertThat(tick(100)).isEqualTo(Position.HALF_OPEN);
    assertThat(unanswered(200)).isEqualTo(Position.OPEN);
    after(new Event.Lost(300));
    assertThat(tick(4_199)).isEqualTo(Position.OPEN);
    assertThat(tick(4_200)).isEqualTo(Position.HALF_OPEN);
  }
}
