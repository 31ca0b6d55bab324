package io.vedette.detector.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The report as JSON: {@code AP, AP50, … per_class {label: {AP, AP50}}, images, latency_ms}. */
public final class EvaluationJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EvaluationJson() {}

  /** The report as a JSON object. */
  public static ObjectNode of(EvaluationReport report) {
    CocoMetrics metrics = report.metrics();
    ObjectNode json = JSON.createObjectNode();
    json.put("AP", metrics.ap());
    json.put("AP50", metrics.ap50());
    json.put("AP75", metrics.ap75());
    json.put("AP_small", metrics.apSmall());
    json.put("AP_medium", metrics.apMedium());
    json.put("AP_large", metrics.apLarge());
    json.put("AR1", metrics.ar1());
    json.put("AR10", metrics.ar10());
    json.put("AR100", metrics.ar100());
    ObjectNode perClass = json.putObject("per_class");
    for (int i = 0; i < report.labels().size(); i++) {
      CocoMetrics.OfClass one = metrics.perClass().get(i);
      perClass.putObject(report.labels().get(i)).put("AP", one.ap()).put("AP50", one.ap50());
    }
    WorkingPoint working = metrics.working();
    json.putObject("best_F1")
        .put("F1", working.f1())
        .put("threshold", working.threshold())
        .put("precision", working.precision())
        .put("recall", working.recall())
        .put("false_alarms", working.falseAlarms());
    json.put("images", report.images());
    Latency latency = report.latency();
    if (latency != null) {
      json.putObject("latency_ms").put("p50", latency.p50()).put("p95", latency.p95());
    }
    return json;
  }

  /**
   * Writes the report to a file; its folder is made if it is not there.
   *
   * @throws IOException when it cannot be written
   */
  public static void write(EvaluationReport report, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), of(report));
  }
}
