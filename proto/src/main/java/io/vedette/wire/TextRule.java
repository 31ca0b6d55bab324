package io.vedette.wire;

import io.vedette.proto.v1.TextFormat;
import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a text of a {@link TextFormat} may be: its length and its characters, all of them ASCII. */
final class TextRule {

  private static final String DIGITS = "0123456789";
  private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
  private static final String CAPITAL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String MARKS = "._-";

  private static final Map<TextFormat, TextRule> RULES =
      Map.of(
          TextFormat.TEXT_FORMAT_ID,
          new TextRule(
              1,
              64,
              SMALL + CAPITAL + DIGITS + MARKS,
              "an id is 1 to 64 characters of a-z A-Z 0-9 . _ -"),
          TextFormat.TEXT_FORMAT_SHA256,
          new TextRule(64, 64, DIGITS + "abcdef", "a SHA-256 is 64 characters of 0-9 a-f"),
          TextFormat.TEXT_FORMAT_TAG_KEY,
          new TextRule(
              1,
              63,
              SMALL + DIGITS + MARKS,
              "the key of a tag is 1 to 63 characters of a-z 0-9 . _ -"),
          TextFormat.TEXT_FORMAT_TAG_VALUE,
          new TextRule(
              1,
              63,
              SMALL + CAPITAL + DIGITS + MARKS,
              "the value of a tag is 1 to 63 characters of a-z A-Z 0-9 . _ -"));

  private final int minBytes;
  private final int maxBytes;
  private final BitSet allowed = new BitSet(128);
  private final String words;

  private TextRule(int minBytes, int maxBytes, String characters, String words) {
    this.minBytes = minBytes;
    this.maxBytes = maxBytes;
    characters.chars().forEach(allowed::set);
    this.words = words;
  }

  /** Null when the format allows every text. */
  static @Nullable TextRule of(TextFormat format) {
    return RULES.get(format);
  }

  int maxBytes() {
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
