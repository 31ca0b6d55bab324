package io.vedette.cloud.history;

import java.util.HashMap;
import java.util.Map;

/**
 * What came since the last span ended, of scopes that have a history. Adding costs the same
 * whatever the fleet. Safe for use by several threads.
 */
final class SpanCollector {

  /** Of one scope: sums of amounts, and samples of levels. */
  private static final class Values {
    final Map<Series, Double> amounts = new HashMap<>();
    final Map<Series, Aggregate> levels = new HashMap<>();

    /** A group without frames had none: 0 is known. */
    void noneOf(Measure... measures) {
      for (Measure measure : measures) {
        amounts.putIfAbsent(Series.of(measure), 0.0);
      }
    }

    Map<Series, Aggregate> aggregates(long coveredMs) {
      Map<Series, Aggregate> all = new HashMap<>(levels);
      amounts.forEach((series, amount) -> all.put(series, Aggregate.amount(amount, coveredMs)));
      return HistoryRow.bounded(all);
    }
  }

  private final Map<HistoryScope, Values> scopes = new HashMap<>();

  /**
   * @param value of an amount: how much more; of a level: a sample. One that is no number, or less
   *     than 0, is left out
   */
  synchronized void add(HistoryScope scope, Measure measure, String detail, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      return;
    }
    Values values = scopes.computeIfAbsent(scope, first -> new Values());
    Series series = new Series(measure, detail);
    if (measure.kind() == Measure.Kind.AMOUNT) {
      values.amounts.merge(series, value, Double::sum);
    } else {
      values.levels.merge(series, Aggregate.of(value), Aggregate::plus);
    }
  }

  /** Adds a sample of a level with its interval. */
  synchronized void add(HistoryScope scope, Measure measure, String detail, Aggregate sample) {
    scopes
        .computeIfAbsent(scope, first -> new Values())
        .levels
        .merge(new Series(measure, detail), sample, Aggregate::plus);
  }

  /** All that came, and nothing of it remains. */
  synchronized Map<HistoryScope, Map<Series, Aggregate>> take(long coveredMs) {
    Map<HistoryScope, Map<Series, Aggregate>> taken = new HashMap<>();
    scopes.forEach(
        (scope, values) -> {
          values.noneOf(
              Measure.FRAMES, Measure.ESCALATIONS, Measure.BYTES, Measure.VERDICTS, Measure.AUDITS);
          taken.put(scope, values.aggregates(coveredMs));
        });
    scopes.clear();
    return taken;
  }
}
