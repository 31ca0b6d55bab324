package io.vedette.cloud.history;

import java.util.List;

/**
 * Which figures, whose, when.
 *
 * @param fromMs begin, milliseconds since the epoch
 * @param toMs end, not included
 * @param points of a line that are wanted at most
 */
public record HistoryQuery(
    HistoryScope scope, List<Figure> figures, long fromMs, long toMs, int points) {

  public HistoryQuery {
    figures = List.copyOf(figures);
    if (fromMs >= toMs) {
      throw new IllegalArgumentException("the history ends before it begins");
    }
  }
}
