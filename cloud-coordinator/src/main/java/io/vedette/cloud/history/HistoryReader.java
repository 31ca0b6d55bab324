package io.vedette.cloud.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries from rows: from the coarsest resolution that is as fine as the wanted points, of
 * those that reach back far enough. No answer has more than {@link #MAX_POINTS} points: its step
 * grows until that is so.
 */
final class HistoryReader {

  /** Of all lines of an answer together: it stays far below 256 KiB, in JSON too. */
  static final int MAX_POINTS = 2_000;

  /** Lines of one figure; of more, those that were seen last. */
  static final int MAX_LINES = 12;

  /** Where rows come from. */
  interface Rows {
    Optional<HistoryRow> find(HistoryScope scope, Resolution resolution, long slotMs);
  }

  private final Rows rows;

  HistoryReader(Rows rows) {
    this.rows = rows;
  }

  /**
   * @param nowMs milliseconds since the epoch
   */
  HistoryAnswer read(HistoryQuery query, long nowMs) {
    long wantedMs = Math.max(1, (query.toMs() - query.fromMs()) / Math.max(1, query.points()));
    while (true) {
      Resolution resolution = resolution(query, wantedMs, nowMs);
      long steps = parts(wantedMs, resolution.stepMs());
      HistoryAnswer answer = read(query, resolution, steps * resolution.stepMs(), nowMs);
      if (answer.points() <= MAX_POINTS) {
        return answer;
      }
      wantedMs = answer.stepMs() * parts(answer.points(), MAX_POINTS);
    }
  }

  private static Resolution resolution(HistoryQuery query, long wantedMs, long nowMs) {
    List<Resolution> all = query.scope().resolutions();
    Resolution chosen = null;
    for (Resolution each : all) {
      boolean reaches = nowMs - each.spanMs() <= query.fromMs();
      if (reaches && (chosen == null || each.stepMs() <= wantedMs)) {
        chosen = each;
      }
    }
    return chosen == null ? all.get(all.size() - 1) : chosen;
  }

  /** How many parts of a length a whole has, rounded up. */
  private static long parts(long whole, long part) {
    return (whole + part - 1) / part;
  }

  private HistoryAnswer read(HistoryQuery query, Resolution resolution, long stepMs, long nowMs) {
    Lines lines = new Lines(query.figures());
    long fromMs = Math.floorDiv(query.fromMs(), stepMs) * stepMs;
    long oldestMs = Math.max(fromMs, resolution.slot(nowMs - resolution.spanMs()));
    HistoryRow span = null;
    for (long slot = resolution.slot(oldestMs); slot < query.toMs(); slot += resolution.stepMs()) {
      Optional<HistoryRow> row = rows.find(query.scope(), resolution, slot);
      if (row.isEmpty()) {
        continue;
      }
      long spanMs = Math.floorDiv(slot, stepMs) * stepMs;
      if (span == null || span.slotMs() != spanMs) {
        lines.add(span);
        span = HistoryRow.empty(query.scope(), resolution, spanMs);
      }
      span = span.plus(row.get());
    }
    lines.add(span);
    return new HistoryAnswer(fromMs, query.toMs(), stepMs, lines.all());
  }

  /** The lines of figures, growing by a span. */
  private static final class Lines {

    private final Map<Figure, Map<String, List<FigurePoint>>> points = new LinkedHashMap<>();

    Lines(List<Figure> figures) {
      figures.forEach(figure -> points.put(figure, new LinkedHashMap<>()));
    }

    void add(@Nullable HistoryRow span) {
      if (span == null) {
        return;
      }
      points.forEach(
          (figure, lines) ->
              span.details(figure.formula().lead())
                  .forEach(
                      detail ->
                          figure
                              .formula()
                              .at(span, detail)
                              .ifPresent(
                                  point ->
                                      lines
                                          .computeIfAbsent(detail, first -> new ArrayList<>())
                                          .add(point))));
    }

    List<FigureLine> all() {
      List<FigureLine> all = new ArrayList<>();
      points.forEach(
          (figure, lines) ->
              lines.entrySet().stream()
                  .sorted(
                      Comparator.comparingLong(
                          line -> -line.getValue().get(line.getValue().size() - 1).atMs()))
                  .limit(MAX_LINES)
                  .sorted(Map.Entry.comparingByKey())
                  .forEach(
                      line -> all.add(new FigureLine(figure, line.getKey(), line.getValue()))));
      return all;
    }
  }
}
