package io.vedette.federated.train.report;

import io.vedette.federated.train.EpochReport;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A line chart over epochs, in the look that all of them share. */
final class EpochChart {

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 380;

  /** Room left of the plot, so that charts below each other stand in line. */
  private static final int LABEL_WIDTH = 96;

  private static final int MANY = 30;

  /** Colours that people with any colour vision tell apart (Okabe and Ito, 2008). */
  private static final Color[] COLORS = {
    new Color(0x333333),
    new Color(0x0072b2),
    new Color(0xd55e00),
    new Color(0x009e73),
    new Color(0xcc79a7),
  };

  private static final Color GRID = new Color(0xe4e4e4);
  private static final Color INK = new Color(0x333333);

  private final List<EpochReport> history;
  private final XYChart chart;

  EpochChart(String title, String yTitle, List<EpochReport> history) {
    this.history = history;
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("epoch")
            .yAxisTitle(yTitle)
            .build();
    XYStyler style = chart.getStyler();
    style.setSeriesColors(COLORS);
    style.setChartBackgroundColor(Color.WHITE);
    style.setChartFontColor(INK);
    style.setChartPadding(16);
    style.setChartTitleBoxVisible(false);
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 17));
    style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Horizontal);
    style.setLegendBorderColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setYAxisLeftWidthHint(LABEL_WIDTH);
    style.setLocale(Locale.ROOT);
    if (history.size() >= MANY) {
      style.setXAxisMin(0.0); // round numbers on the axis, in place of every epoch
    }
    style.setYAxisDecimalPattern("0.######");
    style.setYAxisMin(0.0);
  }

  EpochChart line(String name, ToDoubleFunction<EpochReport> value) {
    add(name, history, value, history.size() < 3 ? Marks.POINTS : Marks.LINE);
    return this;
  }

  /** A point where a value is highest, with its number in the legend. */
  EpochChart markHighest(String name, ToDoubleFunction<EpochReport> value) {
    EpochReport best = history.stream().max(Comparator.comparingDouble(value)).orElseThrow();
    String text =
        String.format(
            Locale.ROOT, "%s %.3f, epoch %d", name, value.applyAsDouble(best), best.epoch());
    add(text, List.of(best), value, Marks.POINTS);
    return this;
  }

  XYChart done() {
    return chart;
  }

  private enum Marks {
    LINE,
    POINTS
  }

  private void add(
      String name, List<EpochReport> reports, ToDoubleFunction<EpochReport> value, Marks marks) {
    double[] epochs = reports.stream().mapToDouble(EpochReport::epoch).toArray();
    XYSeries series = chart.addSeries(name, epochs, reports.stream().mapToDouble(value).toArray());
    series.setLineStyle(SeriesLines.SOLID);
    series.setLineWidth(2);
    series.setMarker(marks == Marks.LINE ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
  }
}
