package io.vedette.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmOptionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"y", "yes", " YES "})
  void onlyYesIsConsent(String answer) {
    assertThat(ConfirmOptions.isConsent(answer)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n", "no", "yess", "apply"})
  void anythingElseIsNot(String answer) {
    assertThat(ConfirmOptions.isConsent(answer)).isFalse();
  }

  @Test
  void theEndOfTheInputIsNoConsent() {
    assertThat(ConfirmOptions.isConsent(null)).isFalse();
  }
}
