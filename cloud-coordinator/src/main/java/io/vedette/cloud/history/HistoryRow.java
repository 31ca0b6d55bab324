package io.vedette.cloud.history;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that is known of a scope in one slot.
 *
 * @param slotMs its begin, milliseconds since the epoch
 * @param coveredMs how long was recorded: less than the slot when the coordinator was down, more
 *     when a clock was set back
 */
public record HistoryRow(
    HistoryScope scope,
    Resolution resolution,
    long slotMs,
    long coveredMs,
    Map<Series, Aggregate> values) {

  /** Of a measure with more series than this, those that were seen least are left out. */
  static final int MAX_DETAILS = 16;

  public HistoryRow {
    values = Map.copyOf(values);
  }

  /** The key of a row; rows of one place in the ring share it. */
  public static String key(HistoryScope scope, Resolution resolution, long slotMs) {
    return key(scope, resolution.name(), resolution.place(slotMs));
  }

  static String key(HistoryScope scope, String resolution, long place) {
    return scope.key() + "/" + resolution + "/" + place;
  }

  public String key() {
    return key(scope, resolution, slotMs);
  }

  static HistoryRow empty(HistoryScope scope, Resolution resolution, long slotMs) {
    return new HistoryRow(scope, resolution, slotMs, 0, Map.of());
  }

  /** The same with the values of a part of it. */
  HistoryRow plus(HistoryRow part) {
    Map<Series, Aggregate> sums = new HashMap<>(values);
    part.values.forEach((series, values) -> sums.merge(series, values, Aggregate::plus));
    return new HistoryRow(scope, resolution, slotMs, coveredMs + part.coveredMs, bounded(sums));
  }

  static Map<Series, Aggregate> bounded(Map<Series, Aggregate> values) {
    Map<Measure, List<Series>> byMeasure =
        values.keySet().stream()
            .filter(series -> series.measure().detailed())
            .collect(Collectors.groupingBy(Series::measure));
    for (List<Series> several : byMeasure.values()) {
      several.stream()
          .sorted(
              Comparator.comparingLong((Series series) -> -count(values, series))
                  .thenComparing(Series::detail))
          .skip(MAX_DETAILS)
          .forEach(values::remove);
    }
    return values;
  }

  private static long count(Map<Series, Aggregate> values, Series series) {
    Aggregate aggregate = values.get(series);
    return aggregate == null ? 0 : aggregate.count();
  }

  Optional<Aggregate> value(Measure measure, String detail) {
    return Optional.ofNullable(values.get(new Series(measure, detail)));
  }

  /** Sum of a measure; 0 where it has none. */
  double sum(Measure measure, String detail) {
    return value(measure, detail).map(Aggregate::sum).orElse(0.0);
  }

  /** The series of a measure that are here. */
  List<String> details(Measure measure) {
    return values.keySet().stream()
        .filter(series -> series.measure() == measure)
        .map(Series::detail)
        .toList();
  }
}
