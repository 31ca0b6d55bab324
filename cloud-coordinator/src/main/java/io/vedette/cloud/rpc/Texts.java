package io.vedette.cloud.rpc;

/** Texts for people of bounded length. */
final class Texts {

  private static final int MAX = 900;

  private Texts() {}

  /** The text; a long one ends with an ellipsis, so that people see that there was more. */
  static String shortened(String text) {
    return text.length() <= MAX ? text : text.substring(0, MAX - 1) + "…";
  }
}
