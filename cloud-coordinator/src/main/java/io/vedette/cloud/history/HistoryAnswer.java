package io.vedette.cloud.history;

import java.util.List;

/**
 * Figures over time.
 *
 * @param fromMs begin of the first span, milliseconds since the epoch
 * @param stepMs length of the span that each point stands for
 */
public record HistoryAnswer(long fromMs, long toMs, long stepMs, List<FigureLine> lines) {

  public HistoryAnswer {
    lines = List.copyOf(lines);
  }

  int points() {
    return lines.stream().mapToInt(line -> line.points().size()).sum();
  }
}
