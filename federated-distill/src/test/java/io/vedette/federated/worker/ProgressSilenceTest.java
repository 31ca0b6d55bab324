package io.vedette.federated.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressSilenceTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void growsWhileItIsLookedAtAndEndsWithProgress() {
    ProgressSilence silence = new ProgressSilence(0);
    for (int second = 1; second <= 90; second++) {
      assertThat(silence.lookedAt(second * SECOND)).isEqualTo(Duration.ofSeconds(second));
    }
    silence.end();

    assertThat(silence.lookedAt(91 * SECOND)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void doesNotCountTheTimeInWhichNobodyLooked() {
    ProgressSilence silence = new ProgressSilence(0);
    assertThat(silence.lookedAt(SECOND)).isEqualTo(Duration.ofSeconds(1));

    assertThat(silence.lookedAt(3600 * SECOND)).isEqualTo(Duration.ofSeconds(6));
    assertThat(silence.lookedAt(3601 * SECOND)).isEqualTo(Duration.ofSeconds(7));
  }
}
