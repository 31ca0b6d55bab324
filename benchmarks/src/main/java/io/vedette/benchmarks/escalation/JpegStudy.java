package io.vedette.benchmarks.escalation;

import io.vedette.detector.Detection;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What JPEG compression costs: bytes, and the teacher's F1 on the labels. */
final class JpegStudy {

  private JpegStudy() {}

  static void print(FrameTable table, PrintWriter out) {
    List<String> labels = table.heading().labels();
    float at =
        WorkingPoints.best(
            table.rows(),
            r -> FrameRow.detections(r.teacher(), labels),
            r -> FrameRow.detections(r.truth(), labels));
    out.println("| JPEG quality | kB a picture | teacher's F1 |\n|---|---|---|");
    for (int q = 0; q < FrameTable.QUALITIES.size(); q++) {
      int quality = q;
      DetectionCounts sum = DetectionCounts.NONE;
      double bytes = 0;
      for (FrameRow row : table.rows()) {
        List<Detection> seen = FrameRow.detections(row.compressed()[quality], labels);
        sum =
            sum.plus(
                DetectionCounts.of(
                    WorkingPoints.above(seen, at), FrameRow.detections(row.truth(), labels)));
        bytes += row.jpegBytes()[quality];
      }
      out.printf(
          Locale.ROOT,
          "| %d | %.1f | %.3f |%n",
          FrameTable.QUALITIES.get(quality),
          bytes / 1000 / table.rows().size(),
          sum.f1());
    }
    out.println();
  }
}
