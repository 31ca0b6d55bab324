package io.vedette.cloud.history;

import java.util.List;
import java.util.Optional;

/** How a figure follows from the measures of a row. */
sealed interface Formula {

  /** The measure whose series are those of the figure. */
  Measure lead();

  /** The figure of one series; empty: nothing is known of it in this span. */
  Optional<FigurePoint> at(HistoryRow row, String detail);

  /** How much of something there was in a second. */
  record Rate(Measure lead) implements Formula {
    @Override
    public Optional<FigurePoint> at(HistoryRow row, String detail) {
      return row.value(lead, detail)
          .filter(value -> row.coveredMs() > 0)
          .map(
              value ->
                  new FigurePoint(
                      row.slotMs(),
                      value.sum() * 1_000 / row.coveredMs(),
                      value.min(),
                      value.max()));
    }
  }

  /** The mean of samples. */
  record Mean(Measure lead) implements Formula {
    @Override
    public Optional<FigurePoint> at(HistoryRow row, String detail) {
      return row.value(lead, detail)
          .map(value -> new FigurePoint(row.slotMs(), value.mean(), value.min(), value.max()));
    }
  }

  /**
   * A sum of measures as a share of another; a measure may be there twice.
   *
   * @param lead the first of them
   */
  record Share(Measure lead, List<Measure> over, List<Measure> under) implements Formula {

    static Share of(List<Measure> over, List<Measure> under) {
      return new Share(over.get(0), over, under);
    }

    @Override
    public Optional<FigurePoint> at(HistoryRow row, String detail) {
      double whole = sum(row, under, detail);
      if (whole <= 0) {
        return Optional.empty();
      }
      double share = sum(row, over, detail) / whole;
      return Optional.of(new FigurePoint(row.slotMs(), share, share, share));
    }

    private static double sum(HistoryRow row, List<Measure> measures, String detail) {
      return measures.stream().mapToDouble(measure -> row.sum(measure, detail)).sum();
    }
  }
}
