package io.vedette.cli.escalation;

import io.vedette.cli.escalation.Curve.Point;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Curves drawn: F1 over the share of frames sent up. */
public final class CurveChart {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;

  private CurveChart() {}

  /** Writes a PNG. */
  public static void write(Path file, String title, List<Curve> curves) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("share of frames sent up, %")
            .yAxisTitle("F1 at IoU 0.50")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE).setMarkerSize(5);
    for (Curve curve : curves) {
      chart.addSeries(
          curve.policy(),
          curve.points().stream().mapToDouble(point -> 100 * point.share()).toArray(),
          curve.points().stream().mapToDouble(Point::f1).toArray());
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    BitmapEncoder.saveBitmap(chart, png, BitmapFormat.PNG);
    Files.write(file, png.toByteArray());
  }
}
