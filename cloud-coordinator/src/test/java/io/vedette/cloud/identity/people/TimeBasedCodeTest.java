package io.vedette.cloud.identity.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeBasedCodeTest {

  private static final String SEED = "12345678901234567890";

  /** The table of RFC 6238, appendix B. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082, 46119246, 90693936",
    "1111111109, 07081804, 68084774, 25091201",
    "1111111111, 14050471, 67062674, 99943326",
    "1234567890, 89005924, 91819424, 93441116",
    "2000000000, 69279037, 90698825, 38618901",
    "20000000000, 65353130, 77737706, 47863826"
  })
  void codesAreThoseOfTheStandard(long second, String sha1, String sha256, String sha512) {
    long step = second / 30;
    assertThat(TimeBasedCode.code(key(20), step, "HmacSHA1", 8)).isEqualTo(sha1);
    assertThat(TimeBasedCode.code(key(32), step, "HmacSHA256", 8)).isEqualTo(sha256);
    assertThat(TimeBasedCode.code(key(64), step, "HmacSHA512", 8)).isEqualTo(sha512);
  }

  @Test
  void aCodeCountsOnceAndWithinOneStep() {
    String secret = TimeBasedCode.base32(key(20));
    long nowMs = 1_111_111_111_000L;
    long step = nowMs / 30_000;
    for (int off = -1; off <= 1; off++) {
      String code = TimeBasedCode.code(key(20), step + off, "HmacSHA1", 6);
      assertThat(TimeBasedCode.step(secret, code, nowMs, 0)).hasValue(step + off);
      assertThat(TimeBasedCode.step(secret, code, nowMs, step + off)).isEmpty();
    }
    String late = TimeBasedCode.code(key(20), step - 2, "HmacSHA1", 6);
    assertThat(TimeBasedCode.step(secret, late, nowMs, 0)).isEmpty();
    assertThat(TimeBasedCode.step(secret, "", nowMs, 0)).isEmpty();
  }

  @Test
  void aSecretIsReadByAnAuthenticatorApp() {
    String secret = TimeBasedCode.secret(new SecureRandom());
    assertThat(secret).matches("[A-Z2-7]{32}");
    assertThat(TimeBasedCode.base32("foobar".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("MZXW6YTBOI"); // RFC 4648, section 10, without padding
    assertThat(TimeBasedCode.uri("anna", secret))
        .isEqualTo("otpauth://totp/Vedette:anna?secret=" + secret + "&issuer=Vedette");
  }

  private static byte[] key(int bytes) {
    return SEED.repeat(4).substring(0, bytes).getBytes(StandardCharsets.US_ASCII);
  }
}
