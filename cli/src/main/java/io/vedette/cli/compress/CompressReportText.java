package io.vedette.cli.compress;

import io.vedette.federated.compress.job.CompressReport;
import io.vedette.federated.compress.judge.VariantRatios;
import io.vedette.federated.compress.judge.VariantRow;
import io.vedette.federated.compress.quantize.Sensitivity;
import java.util.Locale;

/** A report for people, in Markdown. */
final class CompressReportText {

  private static final int WORST = 8;

  private CompressReportText() {}

  static String of(CompressReport report) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(report.subject().model()).append("\n\n");
    text.append("Judged on ").append(report.subject().data());
    text.append(", timed on ").append(report.subject().deviceClass()).append(".\n\n");
    text.append("| variant | parameters | bytes | GFLOPs | AP50 | AP | p50 ms | p95 ms | kept |");
    text.append(" why |\n|---|---|---|---|---|---|---|---|---|---|\n");
    report.rows().forEach(row -> text.append(figures(row)));
    if (report.rows().size() > 1) {
      VariantRow reference = report.reference();
      text.append("\nBeside ").append(reference.variant()).append(", each timed in pairs with it:");
      text.append(
          "\n\n| variant | parameters | bytes | GFLOPs | AP50 | AP | time, with its interval |");
      text.append(" times as fast | bytes after gzip | device |\n");
      text.append("|---|---|---|---|---|---|---|---|---|---|\n");
      report
          .rows()
          .forEach(row -> text.append(ratios(row, reference, report.subject().deviceClass())));
    }
    if (report.choice() != null) {
      text.append("\n").append(report.choice().text()).append(".\n");
    }
    report.notes().forEach(note -> text.append("\n").append(note).append(".\n"));
    if (report.sensitivity() != null) {
      text.append(blame(report.sensitivity()));
    }
    return text.toString();
  }

  private static String figures(VariantRow row) {
    return line(
        "| %s | %d | %d | %.3f | %.3f | %.3f | %.1f | %.1f | %s | %s |%n",
        row.variant(),
        row.cost().parameters(),
        row.bytes(),
        row.cost().gflops(),
        row.ap50(),
        row.ap(),
        row.latency().p50(),
        row.latency().p95(),
        row.kept() ? "yes" : "no",
        row.why());
  }

  private static String ratios(VariantRow row, VariantRow reference, String device) {
    VariantRatios ratios = VariantRatios.of(row, reference);
    return line(
        "| %s | %.1f%% | %.1f%% | %.1f%% | %.1f%% | %.1f%% | %s | %.2f | %d | %s |%n",
        row.variant(),
        100 * ratios.parameters(),
        100 * ratios.bytes(),
        100 * ratios.gflops(),
        100 * ratios.ap50(),
        100 * ratios.ap(),
        row.timing().ratioText(),
        ratios.timesFaster(),
        row.file().packed(),
        device);
  }

  private static String blame(Sensitivity sensitivity) {
    StringBuilder text = new StringBuilder();
    text.append("\nRounded alone, these layers change the outputs most (squared error as a share");
    text.append(" of the outputs' variance):\n\n| layer | distortion |\n|---|---|\n");
    sensitivity.layers().stream()
        .limit(WORST)
        .forEach(layer -> text.append(line("| %s | %.4f |%n", layer.name(), layer.distortion())));
    return text.toString();
  }

  /** What is no number is a dash. */
  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values).replaceAll("NaN( \\(NaN to NaN\\)|%)?", "–");
  }
}
