package io.vedette.cli.compress;

import io.vedette.federated.compress.job.CompressReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A report's files: {@code report.json} for programs, {@code report.md} and {@code .png} for
 * people.
 */
final class CompressReportFiles {

  private CompressReportFiles() {}

  static void write(CompressReport report, Path folder) throws IOException {
    CompressReportJson.write(report, folder.resolve("report.json"));
    Files.writeString(folder.resolve("report.md"), CompressReportText.of(report));
    CompressReportChart.write(report, folder.resolve("report.png"));
  }
}
