package io.vedette.cloud.identity.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.identity.people.SignInDelayRules.Failures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignInDelayRulesTest {

  private static final SignInDelayRules RULES = new SignInDelayRules(3, 1_000, 10_000, 60_000);

  @Test
  void thePauseDoublesAfterTheFreeFailuresUpToTheLongest() {
    List<Long> pauses = new ArrayList<>();
    Failures failures = null;
    for (int i = 0; i < 9; i++) {
      failures = RULES.failed(failures, 5_000);
      pauses.add(Math.max(0, RULES.openAtMs(failures, 5_000) - 5_000));
    }
    assertThat(pauses)
        .containsExactly(0L, 0L, 0L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L);
  }

  @Test
  void aMillionFailuresPauseNoLonger() {
    Failures many = new Failures(1_000_000, 5_000);
    assertThat(RULES.openAtMs(many, 5_000)).isEqualTo(15_000);
    assertThat(RULES.failed(many, 6_000).failures()).isEqualTo(1_000_000);
  }

  @Test
  void failuresAreForgottenWhenNoneFollow() {
    Failures many = new Failures(9, 5_000);
    assertThat(RULES.openAtMs(many, 64_999)).isEqualTo(15_000);
    assertThat(RULES.openAtMs(many, 65_000)).isZero();
    assertThat(RULES.failed(many, 65_000)).isEqualTo(new Failures(1, 65_000));
    assertThat(RULES.openAtMs(null, 65_000)).isZero();
  }
}
