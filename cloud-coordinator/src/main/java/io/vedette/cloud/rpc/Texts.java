package io.vedette.cloud.rpc;

import java.util.Arrays;
import java.util.Locale;

/** Texts for people of bounded length. */
final class Texts {

  private static final int MAX = 900;

  private Texts() {}

  /** Whether one of these has the text, in upper or lower case; the empty text is everywhere. */
  static boolean contain(String text, String... where) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(where).anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(wanted));
  }

  /** The text; a long one ends with an ellipsis, so that people see that there was more. */
  static String shortened(String text) {
    return text.length() <= MAX ? text : text.substring(0, MAX - 1) + "…";
  }
}
