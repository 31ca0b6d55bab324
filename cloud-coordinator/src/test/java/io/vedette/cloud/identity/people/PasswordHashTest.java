package io.vedette.cloud.identity.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void onlyItsPasswordMatches() {
    String written = PasswordHash.of("correct horse", 1000, RANDOM).written();
    assertThat(PasswordHash.parse(written).matches("correct horse")).isTrue();
    assertThat(PasswordHash.parse(written).matches("correct horsf")).isFalse();
    assertThat(PasswordHash.parse(written).matches("")).isFalse();
    assertThat(PasswordHash.of("correct horse", 1000, RANDOM).written()).isNotEqualTo(written);
  }

  /** Computed by another implementation (hashlib of Python 3). */
  @Test
  void theHashIsThatOfTheStandard() {
    PasswordHash known =
        PasswordHash.parse(
            "pbkdf2-sha256$4096$c2FsdFNBTFRzYWx0U0FMVHNhbHRTQUxUc2FsdFNBTFRzYWx0$"
                + "NIyJ28vTKy8y2BS4EW6EzysXNH68GAAYHE4qH7jdU+E=");
    assertThat(known.rounds()).isEqualTo(4096);
    assertThat(known.matches("passwordPASSWORDpassword")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "aaaaaaaaaaaa", "anna.berger"})
  void anEasyPasswordIsRefused(String password) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PasswordHash.check("Anna.Berger", password))
        .withMessageNotContaining(password);
  }
}
