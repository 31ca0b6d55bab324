package io.vedette.cli.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A line as a bar of eighths for each column; a column of which nothing is known stays empty. Its
 * axis begins at 0.
 */
final class TextPlot {

  private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";
  private static final int ROWS = 6;
  private static final int AXIS = 10;

  private TextPlot() {}

  /**
   * @param values a column each; NaN: nothing is known
   * @param words a value as text
   */
  static List<String> lines(double[] values, DoubleFunction<String> words) {
    double most = Arrays.stream(values).filter(value -> !Double.isNaN(value)).max().orElse(0);
    double top = most > 0 ? most : 1;
    List<String> lines = new ArrayList<>();
    for (int row = ROWS - 1; row >= 0; row--) {
      String label = row == ROWS - 1 ? words.apply(top) : row == 0 ? words.apply(0) : "";
      StringBuilder line = new StringBuilder(("%" + AXIS + "s │").formatted(label));
      for (double value : values) {
        line.append(EIGHTHS.charAt(eighths(value / top, row)));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** How much of a row is filled; a value that is known shows at least a trace. */
  private static int eighths(double share, int row) {
    if (Double.isNaN(share)) {
      return 0;
    }
    long filled = Math.max(1, Math.round(share * ROWS * 8));
    return (int) Math.max(0, Math.min(8, filled - 8L * row));
  }

  /** A line below the plot: the begin at its left end, the end at its right. */
  static String axis(int columns, String begin, String end) {
    int gap = Math.max(1, columns - begin.length() - end.length());
    return " ".repeat(AXIS + 2) + begin + " ".repeat(gap) + end;
  }
}
