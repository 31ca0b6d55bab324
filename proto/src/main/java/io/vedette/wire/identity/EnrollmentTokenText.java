package io.vedette.wire.identity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A one-time enrollment token as its user gets it: {@code vdt_SECRET.FINGERPRINT}.
 *
 * @param secret what the coordinator exchanges for a certificate, with its prefix
 * @param fingerprint SHA-256 of the authority's certificate, 64 hexadecimal digits in lower case
 */
public record EnrollmentTokenText(String secret, String fingerprint) {

  private static final Pattern FORM = Pattern.compile("(vdt_[A-Za-z0-9_-]{43})\\.([0-9a-f]{64})");

  /**
   * @throws IllegalArgumentException in one line that does not repeat the text, because it may hold
   *     a secret
   */
  public static EnrollmentTokenText parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "this is no enrollment token: one begins with vdt_ and ends with a dot and 64 digits;"
              + " copy the whole of it");
    }
    return new EnrollmentTokenText(matcher.group(1), matcher.group(2));
  }

  /** Without the secret, so that no log gets it. */
  @Override
  public String toString() {
    return "enrollment token for the authority " + fingerprint;
  }
}
