package io.vedette.detector.head;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a detector's input, as a user gives it.
 *
 * @param width pixels
 * @param height pixels
 */
public record InputSize(int width, int height) {

  /** Pixels a side; smaller inputs hold no cell of the coarsest level. */
  private static final int LEAST = 32;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?:x(\\d{1,5}))?");

  public InputSize {
    if (width < 1 || height < 1 || width > ImageInput.MAX_SIDE || height > ImageInput.MAX_SIDE) {
      throw new IllegalArgumentException(
          "an input of " + width + "x" + height + "; each side is 1 to " + ImageInput.MAX_SIDE);
    }
  }

  /**
   * Reads {@code 320}, a square, or {@code 320x192}, width times height.
   *
   * @throws IllegalArgumentException for another form, in words for the user
   */
  public static InputSize parse(String text) {
    Matcher form = TEXT.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "': give the side of a square, 320, or width x height, 320x192");
    }
    int width = Integer.parseInt(form.group(1));
    int height = form.group(2) == null ? width : Integer.parseInt(form.group(2));
    if (width < LEAST || height < LEAST) {
      throw new IllegalArgumentException("'" + text + "': each side is at least " + LEAST);
    }
    return new InputSize(width, height);
  }

  /** As {@code 320x192}. */
  @Override
  public String toString() {
    return width + "x" + height;
  }
}
