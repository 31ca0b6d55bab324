package io.vedette.cli.compress;

import io.vedette.cli.compress.CompressReport.Row;
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
 * Accuracy over latency and over bytes, side by side; a line joins the variants that none is better
 * than in both.
 */
final class ReportChart {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 520;

  /** Of AP50: what is less than this apart shall look alike. */
  private static final double LEAST_SPAN = 0.1;

  private static final double MARGIN = 0.02;
  private static final Color FRONT = new Color(0x999999);

  private ReportChart() {}

  static void write(CompressReport report, Path file) throws IOException {
    List<Row> rows = report.rows().stream().filter(row -> !row.refused()).toList();
    BufferedImage both = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = both.createGraphics();
    try {
      String where = "latency on " + report.deviceClass() + ", ms";
      // on the original's own scale: what else the machine did slowed both
      double original = report.rows().get(0).latency().p50();
      ToDoubleFunction<Row> inTurns = row -> original / row.turns().timesFaster();
      graphics.drawImage(draw(where, rows, inTurns), 0, 0, null);
      graphics.drawImage(draw("file, kB", rows, row -> row.bytes() / 1e3), WIDTH, 0, null);
    } finally {
      graphics.dispose();
    }
    ImageIO.write(both, "png", file.toFile());
  }

  private static BufferedImage draw(String axis, List<Row> rows, ToDoubleFunction<Row> cost) {
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
    double most = rows.stream().mapToDouble(Row::ap50).max().orElse(1);
    double least = rows.stream().mapToDouble(Row::ap50).min().orElse(0);
    chart.getStyler().setYAxisMin(Math.max(0, Math.min(least, most - LEAST_SPAN) - MARGIN));
    chart.getStyler().setYAxisMax(Math.min(1, most + MARGIN));
    chart.getStyler().setYAxisDecimalPattern("0.00").setXAxisMin(0.0);
    List<Row> front =
        Pareto.front(rows, cost, Row::ap50).stream()
            .sorted(Comparator.comparingDouble(cost))
            .toList();
    if (!front.isEmpty()) {
      XYSeries line = chart.addSeries("best", xs(front, cost), xs(front, Row::ap50));
      line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
      line.setMarker(SeriesMarkers.NONE).setLineColor(FRONT);
    }
    for (Row row : rows) {
      chart.addSeries(row.variant(), xs(List.of(row), cost), xs(List.of(row), Row::ap50));
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static double[] xs(List<Row> rows, ToDoubleFunction<Row> figure) {
    return rows.stream().mapToDouble(figure).toArray();
  }
}
