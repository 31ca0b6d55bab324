package io.vedette.cli.evaluate;

import io.vedette.detector.evaluate.CocoMetrics;
import io.vedette.detector.evaluate.EvaluationReport;
import io.vedette.detector.evaluate.Latency;
import io.vedette.detector.evaluate.WorkingPoint;
import java.util.Locale;

/** An evaluation as a table for people. */
final class EvaluationText {
  private static final int LABEL_WIDTH = 16;

  private EvaluationText() {}

  static String of(EvaluationReport report) {
    StringBuilder text = new StringBuilder();
    text.append(row("class", "AP", "AP50"));
    for (int i = 0; i < report.labels().size(); i++) {
      CocoMetrics.OfClass one = report.metrics().perClass().get(i);
      text.append(row(report.labels().get(i), figure(one.ap()), figure(one.ap50())));
    }
    CocoMetrics all = report.metrics();
    text.append(row("all", figure(all.ap()), figure(all.ap50())));
    text.append('\n');
    text.append(line("AP75 %s", all.ap75()));
    text.append(
        line(
            "AP small / medium / large %s / %s / %s",
            all.apSmall(), all.apMedium(), all.apLarge()));
    text.append(
        line("AR with 1 / 10 / 100 detections %s / %s / %s", all.ar1(), all.ar10(), all.ar100()));
    WorkingPoint working = all.working();
    text.append(
        line(
            "best F1 %s at score %s: precision %s, recall %s",
            working.f1(), working.threshold(), working.precision(), working.recall()));
    text.append("false alarms there ").append(working.falseAlarms()).append('\n');
    text.append("pictures ").append(report.images());
    Latency latency = report.latency();
    if (latency != null) {
      text.append(
          String.format(
              Locale.ROOT, ", latency p50 %.1f ms, p95 %.1f ms", latency.p50(), latency.p95()));
    }
    return text.append('\n').toString();
  }

  private static String row(String label, String ap, String ap50) {
    return String.format(Locale.ROOT, "%-" + LABEL_WIDTH + "s %6s %6s%n", label, ap, ap50);
  }

  private static String line(String format, double... figures) {
    Object[] texts = new Object[figures.length];
    for (int i = 0; i < figures.length; i++) {
      texts[i] = figure(figures[i]);
    }
    return String.format(Locale.ROOT, format, texts) + "\n";
  }

  private static String figure(double value) {
    return value == CocoMetrics.NONE ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }
}
