package io.vedette.detector.dataset;

/**
 * Something in a dataset that cannot be trained on.
 *
 * @param text one line: file and line, then what is wrong there
 */
public record Problem(Kind kind, String text) {

  /**
   * What is wrong. A box without area shows nothing, so it alone is left out; everything else means
   * that it is not known what a picture shows, so the picture is.
   */
  public enum Kind {
    MISSING_PICTURE("missing pictures"),
    UNREADABLE_PICTURE("unreadable pictures"),
    WRONG_SIZE("pictures of another size than stated"),
    DUPLICATE_PICTURE("pictures that are there twice"),
    BAD_ENTRY("entries that cannot be read"),
    UNKNOWN_CLASS("unknown classes"),
    SAME_NAME("classes with one name"),
    BAD_BOX("boxes that are none"),
    BOX_OUTSIDE("boxes outside their picture"),
    BOX_WITHOUT_AREA("boxes without area");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** For people, in front of a number. */
    public String title() {
      return title;
    }
  }
}
