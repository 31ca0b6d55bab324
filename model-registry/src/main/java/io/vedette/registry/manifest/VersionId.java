package io.vedette.registry.manifest;

import java.util.regex.Pattern;

/**
 * A version's name: {@code student:7}.
 *
 * @param name 1 to 64 characters of {@code [a-zA-Z0-9._-]}, the first a letter or digit
 * @param number 1, 2, 3 … within the name, never reused; 0 before the registry has given one
 */
public record VersionId(String name, int number) {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");

  public VersionId {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name: 1 to 64 of a-z A-Z 0-9 . _ -, the first a letter or digit");
    }
    if (number < 0) {
      throw new IllegalArgumentException("version number " + number + " is negative");
    }
  }

  /** Whether a text may name a line of versions, or an alias. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  @Override
  public String toString() {
    return name + ":" + number;
  }
}
