package io.vedette.cloud.history;

/**
 * One measure, or one of its several series.
 *
 * @param detail "student:7"; empty of a measure that has one series
 */
public record Series(Measure measure, String detail) {

  /** Longer names are cut. */
  private static final int MAX_DETAIL = 150;

  public Series {
    detail =
        !measure.detailed()
            ? ""
            : detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
  }

  static Series of(Measure measure) {
    return new Series(measure, "");
  }
}
