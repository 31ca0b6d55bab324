package io.vedette.federated.train.report;

import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.train.EpochReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;

/** {@code curves.png}: charts of a training's epochs, one below the other. */
final class Curves implements ReportFile {

  private final Path file;
  private final MinimumInterval pause;
  private List<EpochReport> waiting = List.of();

  Curves(Path folder, MinimumInterval pause) {
    this.file = folder.resolve("curves.png");
    this.pause = pause;
  }

  @Override
  public void onStart(List<EpochReport> before, Dataset shown) {
    waiting = before;
  }

  @Override
  public void onEpoch(List<EpochReport> history, @Nullable Graph better) throws IOException {
    waiting = history;
    if (pause.isOver()) {
      draw();
    }
  }

  @Override
  public void onEnd() throws IOException {
    draw();
  }

  private void draw() throws IOException {
    if (waiting.isEmpty()) {
      return;
    }
    Path part = file.resolveSibling("curves.part");
    Files.write(part, png(waiting));
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    waiting = List.of();
  }

  /** The charts as a picture; accuracy is left out where nothing was measured. */
  static byte[] png(List<EpochReport> history) throws IOException {
    List<XYChart> charts = new ArrayList<>();
    charts.add(lossChart(history));
    if (history.stream().anyMatch(EpochReport::measured)) {
      charts.add(accuracyChart(history));
    }
    charts.add(rateChart(history));
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    BitmapEncoder.saveBitmap(charts, charts.size(), 1, png, BitmapFormat.PNG);
    return png.toByteArray();
  }

  private static XYChart lossChart(List<EpochReport> history) {
    EpochChart chart = new EpochChart("Loss", "mean of the epoch", history);
    chart.line("total", report -> report.loss().total());
    for (String part : history.get(0).loss().byName().keySet()) {
      ToDoubleFunction<EpochReport> value =
          report -> report.loss().byName().getOrDefault(part, 0.0);
      if (history.stream().anyMatch(report -> value.applyAsDouble(report) != 0)) {
        chart.line(part, value);
      }
    }
    return chart.done();
  }

  private static XYChart accuracyChart(List<EpochReport> history) {
    return new EpochChart("Accuracy on the validation set", "share, 0 to 1", history)
        .line("AP50", EpochReport::ap50)
        .line("AP", EpochReport::ap)
        .markHighest("best AP50", EpochReport::ap50)
        .done();
  }

  private static XYChart rateChart(List<EpochReport> history) {
    return new EpochChart("Learning rate", "at the end of the epoch", history)
        .line("rate", EpochReport::learningRate)
        .done();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
