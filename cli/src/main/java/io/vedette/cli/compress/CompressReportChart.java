package io.vedette.cli.compress;

import io.vedette.federated.compress.job.CompressReport;
import io.vedette.federated.compress.judge.VariantRow;
import io.vedette.federated.compress.search.Pareto;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Accuracy over time and over bytes, side by side, with the table's figures: time is the ratio to
 * the reference, with its interval. A line joins the variants that none is better than in both.
 */
final class CompressReportChart {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 520;

  /** Of AP50: what is less than this apart shall look alike. */
  private static final double LEAST_SPAN = 0.1;

  private static final double MARGIN = 0.02;
  private static final Color INTERVAL = new Color(0x555555);
  private static final Color FRONT = new Color(0x999999);

  private CompressReportChart() {}

  static void write(CompressReport report, Path file) throws IOException {
    List<VariantRow> rows = report.rows().stream().filter(row -> !row.refused()).toList();
    BufferedImage both = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = both.createGraphics();
    try {
      String where =
          "time beside " + report.reference().variant() + " on " + report.subject().deviceClass();
      XYChart time = draw(where, rows, row -> row.timing().ratio().value());
      rows.forEach(row -> addInterval(time, row));
      XYChart bytes = draw("file, kB", rows, row -> row.bytes() / 1e3);
      graphics.drawImage(BitmapEncoder.getBufferedImage(time), 0, 0, null);
      graphics.drawImage(BitmapEncoder.getBufferedImage(bytes), WIDTH, 0, null);
    } finally {
      graphics.dispose();
    }
    ImageIO.write(both, "png", file.toFile());
  }

  private static XYChart draw(
      String axis, List<VariantRow> rows, ToDoubleFunction<VariantRow> cost) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle(axis)
            .yAxisTitle("AP50")
            .build();
    chart
        .getStyler()
        .setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
        .setLegendPosition(LegendPosition.OutsideE)
        .setMarkerSize(9);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    double most = rows.stream().mapToDouble(VariantRow::ap50).max().orElse(1);
    double least = rows.stream().mapToDouble(VariantRow::ap50).min().orElse(0);
    chart.getStyler().setYAxisMin(Math.max(0, Math.min(least, most - LEAST_SPAN) - MARGIN));
    chart.getStyler().setYAxisMax(Math.min(1, most + MARGIN));
    chart.getStyler().setYAxisDecimalPattern("0.00").setXAxisMin(0.0);
    List<VariantRow> front =
        Pareto.front(rows, cost, VariantRow::ap50).stream()
            .sorted(Comparator.comparingDouble(cost))
            .toList();
    if (!front.isEmpty()) {
      XYSeries line = chart.addSeries("best", xs(front, cost), xs(front, VariantRow::ap50));
      line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
      line.setMarker(SeriesMarkers.NONE).setLineColor(FRONT);
    }
    for (VariantRow row : rows) {
      chart.addSeries(row.variant(), xs(List.of(row), cost), xs(List.of(row), VariantRow::ap50));
    }
    return chart;
  }

  /** From the least to the greatest that the ratio of times may truly be. */
  private static void addInterval(XYChart chart, VariantRow row) {
    double[] ends = {row.timing().ratio().low(), row.timing().ratio().high()};
    XYSeries line =
        chart.addSeries(row.variant() + " interval", ends, new double[] {row.ap50(), row.ap50()});
    line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    line.setMarker(SeriesMarkers.NONE).setLineColor(INTERVAL).setShowInLegend(false);
  }

  private static double[] xs(List<VariantRow> rows, ToDoubleFunction<VariantRow> figure) {
    return rows.stream().mapToDouble(figure).toArray();
  }
}
