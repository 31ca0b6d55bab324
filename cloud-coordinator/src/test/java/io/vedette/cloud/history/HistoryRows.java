package io.vedette.cloud.history;

import java.util.Map;

/** Rows as tests need them. */
public final class HistoryRows {

  private HistoryRows() {}

  /** A row of ten seconds with some frames and a version. */
  public static HistoryRow row(HistoryScope scope, long slotMs, double frames) {
    return new HistoryRow(
        scope,
        scope.resolutions().get(0),
        slotMs,
        10_000,
        Map.of(
            Series.of(Measure.FRAMES),
            Aggregate.amount(frames, 8_000),
            new Series(Measure.RUNNING, "student:7"),
            Aggregate.of(3)));
  }

  /** After this time a row takes the place of another, milliseconds. */
  public static long ringMs(HistoryScope scope) {
    return scope.resolutions().get(0).spanMs();
  }
}
