package io.vedette.cli.compress;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.federated.compress.job.CompressReport;
import io.vedette.federated.compress.judge.VariantRatios;
import io.vedette.federated.compress.judge.VariantRow;
import java.io.IOException;
import java.nio.file.Path;

/** A report as JSON. */
final class CompressReportJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CompressReportJson() {}

  static void write(CompressReport report, Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("model", report.subject().model()).put("data", report.subject().data());
    root.put("device_class", report.subject().deviceClass());
    ArrayNode variants = root.putArray("variants");
    for (VariantRow row : report.rows()) {
      variants.add(variant(row, report));
    }
    if (report.choice() != null) {
      ObjectNode choice = root.putObject("search");
      choice.put("chosen", report.choice().chosen().name()).put("met", report.choice().met());
      choice.put("words", report.choice().text());
      ArrayNode front = choice.putArray("front");
      report.choice().front().forEach(front::add);
    }
    ArrayNode notes = root.putArray("notes");
    report.notes().forEach(notes::add);
    if (report.sensitivity() != null) {
      ArrayNode layers = root.putArray("sensitivity");
      report
          .sensitivity()
          .layers()
          .forEach(
              layer ->
                  layers
                      .addObject()
                      .put("layer", layer.name())
                      .put("distortion", layer.distortion()));
    }
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }

  private static ObjectNode variant(VariantRow row, CompressReport report) {
    ObjectNode node = JSON.createObjectNode().put("variant", row.variant());
    node.setAll(row.figures());
    VariantRatios ratios = VariantRatios.of(row, report.reference());
    ObjectNode shares = node.putObject("of_reference");
    put(shares, "parameters", ratios.parameters());
    put(shares, "bytes", ratios.bytes());
    put(shares, "gflops", ratios.gflops());
    put(shares, "AP50", ratios.ap50());
    put(shares, "AP", ratios.ap());
    put(shares, "times_faster", ratios.timesFaster());
    ObjectNode time = shares.putObject("time");
    put(time, "median", row.timing().ratio().value());
    put(time, "low", row.timing().ratio().low());
    put(time, "high", row.timing().ratio().high());
    time.put("pairs", row.timing().pairs());
    node.put("kept", row.kept());
    node.put("why", row.why());
    ObjectNode origin = report.origins().get(row.variant());
    if (origin != null) {
      node.set("origin", origin);
    }
    return node;
  }

  /** JSON has no NaN: null takes its place. */
  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
