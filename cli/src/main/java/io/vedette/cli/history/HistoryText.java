package io.vedette.cli.history;

import io.vedette.proto.v1.History;
import io.vedette.proto.v1.HistoryLine;
import io.vedette.proto.v1.HistoryPoint;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Figures over time for people, and as CSV. */
final class HistoryText {

  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private HistoryText() {}

  /** A plot of each line; a figure of which nothing is known is told so. */
  static List<String> lines(History history, List<String> figures) {
    List<String> lines = new ArrayList<>();
    for (String figure : figures.stream().distinct().toList()) {
      List<HistoryLine> of =
          history.getLinesList().stream().filter(line -> line.getFigure().equals(figure)).toList();
      if (of.isEmpty()) {
        lines.add(figure + ": nothing is known of this time");
      }
      of.forEach(line -> lines.addAll(plot(history, line)));
    }
    return lines;
  }

  private static List<String> plot(History history, HistoryLine line) {
    int columns =
        Math.toIntExact((history.getToMs() - history.getFromMs()) / history.getStepMs()) + 1;
    double[] values = new double[columns];
    Arrays.fill(values, Double.NaN);
    double low = Double.MAX_VALUE;
    double high = 0;
    for (HistoryPoint point : line.getPointsList()) {
      long column = (point.getAtMs() - history.getFromMs()) / history.getStepMs();
      values[Math.toIntExact(column)] = point.getValue();
      low = Math.min(low, point.getLow());
      high = Math.max(high, point.getHigh());
    }
    HistoryPoint last = line.getPoints(line.getPointsCount() - 1);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s%s: %s last, %s to %s, a column is %s"
            .formatted(
                line.getFigure(),
                line.getDetail().isEmpty() ? "" : " of " + line.getDetail(),
                words(last.getValue(), line.getUnit()),
                words(low, line.getUnit()),
                words(high, line.getUnit()),
                span(history.getStepMs())));
    lines.addAll(TextPlot.lines(values, value -> words(value, line.getUnit())));
    lines.add(TextPlot.axis(columns, at(history.getFromMs()), at(history.getToMs())));
    return lines;
  }

  private static String at(long ms) {
    return AT.format(Instant.ofEpochMilli(ms));
  }

  private static String span(long ms) {
    return ms % 3_600_000 == 0
        ? ms / 3_600_000 + " h"
        : ms % 60_000 == 0 ? ms / 60_000 + " min" : ms / 1_000 + " s";
  }

  /** "12.3/s", "420 ms", "6.6 %". */
  static String words(double value, String unit) {
    return switch (unit) {
      case "" -> number(100 * value) + " %";
      case "1/s" -> number(value) + "/s";
      case "bytes/s" -> number(value / 1_000) + " kB/s";
      case "ms" -> number(value) + " ms";
      default -> number(value);
    };
  }

  private static String number(double value) {
    String format = value == Math.rint(value) || value >= 100 ? "%,.0f" : "%.1f";
    return String.format(Locale.ROOT, value > 0 && value < 0.1 ? "%.2g" : format, value);
  }

  /** A line for each point. */
  static String csv(History history) {
    StringBuilder csv = new StringBuilder("figure,detail,unit,atMs,value,low,high\r\n");
    for (HistoryLine line : history.getLinesList()) {
      for (HistoryPoint point : line.getPointsList()) {
        csv.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%s,%d,%s,%s,%s%s",
                line.getFigure(),
                quoted(line.getDetail()),
                line.getUnit(),
                point.getAtMs(),
                point.getValue(),
                point.getLow(),
                point.getHigh(),
                "\r\n"));
      }
    }
    return csv.toString();
  }

  private static String quoted(String text) {
    return text.matches("[\\w:. -]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
