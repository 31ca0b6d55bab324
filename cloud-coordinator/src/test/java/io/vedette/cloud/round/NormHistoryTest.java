package io.vedette.cloud.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NormHistoryTest {

  private final NormHistory history = new NormHistory();
  private final Random random = new Random(1);

  private void honest(String round, int devices, double norm) {
    for (int i = 0; i < devices; i++) {
      double varied = norm * Math.exp(0.2 * random.nextGaussian());
      assertThat(history.judge(round, "a" + i, varied)).as("%s a%d", round, i).isEmpty();
    }
  }

  @Test
  void aThousandfoldUpdateIsRefusedOnceThereIsHistory() {
    assertThat(history.judge("r-1", "first", 1000)).isEmpty();
    honest("r-1", 10, 1);
    assertThat(history.judge("r-2", "bad", 1000))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("weights: changed by 1000, and the median of 11"));
    assertThat(history.judge("r-2", "double", 2)).isEmpty();
    assertThat(history.judge("r-2", "nothing", 0)).isEmpty();
    assertThat(history.judge("r-2", "little", 1e-6)).isEmpty();
  }

  @Test
  void oneDeviceCannotMoveTheHistoryInARound() {
    honest("r-1", 12, 1);
    for (int i = 0; i < 500; i++) {
      assertThat(history.judge("r-2", "bad", 1000)).isPresent();
    }
    assertThat(history.judge("r-2", "worse", 1000)).isPresent();
  }

  @Test
  void theHistoryFollowsWhenTrainingChanges() {
    honest("r-1", 12, 1);
    int refused = 0;
    for (int round = 2; round < 6; round++) {
      for (int i = 0; i < 12; i++) {
        refused += history.judge("r-" + round, "a" + i, 20).isPresent() ? 1 : 0;
      }
    }
    assertThat(refused).isBetween(1, 20);
    honest("r-9", 12, 20);
  }
}
