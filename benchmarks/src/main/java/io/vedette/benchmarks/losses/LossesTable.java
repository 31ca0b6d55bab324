package io.vedette.benchmarks.losses;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** The variants compared: {@code losses.md}, {@code .json} and {@code .png}. */
final class LossesTable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Color INK = new Color(0x333333);
  private static final Color BARS = new Color(0x0072b2);

  private LossesTable() {}

  static void write(List<VariantScore> rows, Path folder) throws IOException {
    Files.writeString(folder.resolve("losses.md"), markdown(rows));
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("losses.json").toFile(), json(rows));
    BitmapEncoder.saveBitmap(
        chart(rows), folder.resolve("losses.png").toString(), BitmapFormat.PNG);
  }

  /** A Markdown table; gains are against the first row. */
  static String markdown(List<VariantScore> rows) {
    StringBuilder text = new StringBuilder();
    text.append("| variant | the student learns from | AP50 | gain | AP | best F1 ");
    text.append("| precision | recall | false alarms |\n");
    text.append("|---|---|---|---|---|---|---|---|---|\n");
    for (VariantScore row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.3f | %+.1f | %.3f | %.3f | %.3f | %.3f | %d |%n",
              row.variant().name(),
              row.variant().supervision(),
              row.ap50(),
              100 * (row.ap50() - rows.get(0).ap50()),
              row.ap(),
              row.bestF1(),
              row.precision(),
              row.recall(),
              row.falseAlarms()));
    }
    return text.toString();
  }

  private static ArrayNode json(List<VariantScore> rows) {
    ArrayNode all = JSON.createArrayNode();
    for (VariantScore row : rows) {
      all.addObject()
          .put("variant", row.variant().name())
          .put("AP50", row.ap50())
          .put("AP", row.ap())
          .put("F1", row.bestF1())
          .put("precision", row.precision())
          .put("recall", row.recall())
          .put("false_alarms", row.falseAlarms());
    }
    return all;
  }

  private static CategoryChart chart(List<VariantScore> rows) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(1000)
            .height(420)
            .title("AP50 of each variant")
            .yAxisTitle("AP50")
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setChartFontColor(INK);
    chart.getStyler().setSeriesColors(new Color[] {BARS});
    chart.getStyler().setPlotBorderVisible(false);
    chart.getStyler().setXAxisLabelRotation(45);
    chart.getStyler().setLabelsVisible(true);
    chart.getStyler().setDecimalPattern("0.000");
    chart.getStyler().setLocale(Locale.ROOT);
    chart.addSeries(
        "AP50",
        rows.stream().map(row -> row.variant().name()).toList(),
        rows.stream().map(VariantScore::ap50).toList());
    return chart;
  }
}
