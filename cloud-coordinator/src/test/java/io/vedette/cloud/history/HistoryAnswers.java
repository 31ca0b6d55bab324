package io.vedette.cloud.history;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Answers as tests need them. */
public final class HistoryAnswers {

  private HistoryAnswers() {}

  /** As many lines and points as an answer can have, each of the most bytes. */
  public static HistoryAnswer largest() {
    int lines = 8 * HistoryReader.MAX_LINES;
    List<FigureLine> all = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      List<FigurePoint> points =
          LongStream.range(0, 1 + HistoryReader.MAX_POINTS / lines)
              .mapToObj(at -> new FigurePoint(Long.MAX_VALUE - at, -1.5, -1.5, -1.5))
              .toList();
      all.add(new FigureLine(Figure.VERDICT_DELAY, "d".repeat(150), points));
    }
    return new HistoryAnswer(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, all);
  }
}
