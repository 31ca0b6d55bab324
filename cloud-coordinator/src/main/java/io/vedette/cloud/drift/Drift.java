package io.vedette.cloud.drift;

/**
 * A change for the worse that was found.
 *
 * @param camera "agent-7/outfeed"; empty of the whole deployment
 * @param version that answered, "student:7"
 * @param teacher the begin of its model's digest; empty where none is needed
 * @param foundMs when it was found, milliseconds since the epoch
 * @param sinceMs estimated time of the change
 * @param before mean of the values until then
 * @param after mean of those since
 * @param values since then
 * @param now moving mean of the values since it was found
 * @param endedMs 0 while it stands
 * @param ended why it stands no more
 */
public record Drift(
    DriftSeries series,
    String camera,
    String version,
    String teacher,
    long foundMs,
    long sinceMs,
    double before,
    double after,
    long values,
    double now,
    long endedMs,
    String ended) {

  /** Values that the moving mean reaches back, roughly. */
  private static final double MEMORY = 30;

  /** A drift is over when so much of the difference is made up for. */
  private static final double BACK = 0.75;

  /** It requires attention. */
  public boolean stands() {
    return endedMs == 0;
  }

  boolean isOf(DriftSeries other, String itsCamera) {
    return series == other && camera.equals(itsCamera);
  }

  /** A value came since. */
  Drift and(double value, long atMs) {
    double next = now + (value - now) / MEMORY;
    Drift moved = with(next, 0, "");
    return (next - after) / (before - after) < BACK
        ? moved
        : moved.with(next, atMs, series.words() + " is back at " + series.text(next));
  }

  Drift over(String why, long atMs) {
    return with(now, atMs, why);
  }

  private Drift with(double level, long atMs, String why) {
    return new Drift(
        series, camera, version, teacher, foundMs, sinceMs, before, after, values, level, atMs,
        why);
  }

  /** One line for people: "recall fell from 0.73 to 0.01, over 12 audits of student:7". */
  public String text() {
    return series.words()
        + (camera.isEmpty() ? "" : " of " + camera)
        + " "
        + series.verb()
        + " from "
        + series.text(before)
        + " to "
        + series.text(after)
        + ", over "
        + values
        + (values == 1 ? " audit of " : " audits of ")
        + version;
  }
}
