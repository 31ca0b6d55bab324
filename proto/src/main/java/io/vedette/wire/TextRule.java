package io.vedette.wire;

import io.vedette.proto.v1.TextFormat;
import java.util.BitSet;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a text of a {@link TextFormat} may be: its length and its characters, all of them ASCII. */
public final class TextRule {

  private static final Map<TextFormat, TextRule> RULES =
      Map.of(
          TextFormat.TEXT_FORMAT_ID,
          new TextRule(1, 64, "a-zA-Z0-9._-", "an id is 1 to 64 characters of a-z A-Z 0-9 . _ -"),
          TextFormat.TEXT_FORMAT_SHA256,
          new TextRule(64, 64, "a-f0-9", "a SHA-256 is 64 characters of 0-9 a-f"),
          TextFormat.TEXT_FORMAT_TAG_KEY,
          new TextRule(
              1, 63, "a-z0-9._-", "the key of a tag is 1 to 63 characters of a-z 0-9 . _ -"),
          TextFormat.TEXT_FORMAT_TAG_VALUE,
          new TextRule(
              1,
              63,
              "a-zA-Z0-9._-",
              "the value of a tag is 1 to 63 characters of a-z A-Z 0-9 . _ -"));

  private final int minBytes;
  private final int maxBytes;
  private final String characters;
  private final BitSet allowed = new BitSet(128);
  private final String words;

  /**
   * @param characters as in a character class of a regular expression
   */
  private TextRule(int minBytes, int maxBytes, String characters, String words) {
    this.minBytes = minBytes;
    this.maxBytes = maxBytes;
    this.characters = characters;
    this.words = words;
    Pattern one = Pattern.compile("[" + characters + "]");
    for (char ascii = 0; ascii < 128; ascii++) {
      allowed.set(ascii, one.matcher(String.valueOf(ascii)).matches());
    }
  }

  /** Null when the format allows every text. */
  public static @Nullable TextRule of(TextFormat format) {
    return RULES.get(format);
  }

  /** The rule as a regular expression, without the empty text. */
  public String pattern() {
    return "[" + characters + "]{" + minBytes + "," + maxBytes + "}";
  }

  public int maxBytes() {
    return maxBytes;
  }

  /** One line for people. */
  String words() {
    return words;
  }

  /** Whether a whole text is allowed. */
  boolean allows(String text) {
    return text.length() >= minBytes
        && text.length() <= maxBytes
        && text.chars().allMatch(allowed::get);
  }

  /** Checks an encoded text that is no longer than {@link #maxBytes}. */
  void check(byte[] encoded, int from, int length) throws BoundExceededException {
    boolean right = length >= minBytes;
    for (int i = from; right && i < from + length; i++) {
      right = encoded[i] > 0 && allowed.get(encoded[i]);
    }
    if (!right) {
      throw BoundExceededException.invalid(words);
    }
  }
}
