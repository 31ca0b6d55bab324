package io.vedette.cloud.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerWheelTest {

  private final List<String> passed = new ArrayList<>();

  @Test
  void aDeadlinePassesOnceItsSlotHasEnded() {
    TimerWheel<String> wheel = new TimerWheel<>(8, 100, 1_000);
    wheel.schedule("a", 1_250);

    wheel.advance(1_299, passed::add);
    assertThat(passed).isEmpty();
    wheel.advance(1_300, passed::add);
    wheel.advance(9_000, passed::add);
    assertThat(passed).containsExactly("a");
  }

  @Test
  void whatPassesMayBeScheduledAgain() {
    TimerWheel<String> wheel = new TimerWheel<>(8, 100, 0);
    wheel.schedule("a", 50);
    wheel.advance(
        200,
        item -> {
          passed.add(item);
          wheel.schedule(item, 0);
        });
    assertThat(passed).containsExactly("a");
    wheel.advance(300, passed::add);
    assertThat(passed).containsExactly("a", "a");
  }

  /** Every deadline within the ring passes neither early nor more than a slot late. */
  @Test
  void noDeadlineIsLostWhateverTheOrder() {
    Random random = new Random(7);
    TimerWheel<Integer> wheel = new TimerWheel<>(64, 10, 0);
    Map<Integer, Long> deadlines = new HashMap<>();
    long now = 0;
    for (int i = 0; i < 5_000; i++) {
      long deadline = now + random.nextInt(600);
      deadlines.put(i, deadline);
      wheel.schedule(i, deadline);
      long then = now += random.nextInt(20);
      wheel.advance(
          then,
          item -> {
            long due = deadlines.remove(item);
            assertThat(due).isLessThan(then);
            assertThat(due).isGreaterThan(then - 40);
          });
    }
    wheel.advance(now + 10_000, deadlines::remove);
    assertThat(deadlines).isEmpty();
  }
}
