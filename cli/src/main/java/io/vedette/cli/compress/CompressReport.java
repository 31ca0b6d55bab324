package io.vedette.cli.compress;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.detector.evaluate.EvaluationReport;
import io.vedette.detector.evaluate.Latency;
import io.vedette.federated.compress.Cost;
import io.vedette.federated.compress.quantize.Sensitivity;
import io.vedette.registry.manifest.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What compressing came to: {@code report.json} for programs, {@code report.md} for people.
 *
 * @param model the file that was compressed
 * @param data what the variants were judged on
 * @param deviceClass where they were timed
 * @param sensitivity which layers are to blame for what INT8 loses; null where it was not asked
 */
public record CompressReport(
    String model,
    String data,
    String deviceClass,
    List<Row> rows,
    @Nullable Sensitivity sensitivity) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WORST = 8;

  /**
   * One variant, measured.
   *
   * @param bytes size of its file
   * @param latency measured in turns with the float model
   * @param measured null where the runtime refused the variant
   * @param dataDigest names the pictures that it was measured on
   * @param kept worth deploying
   */
  public record Row(
      String variant,
      Path file,
      long bytes,
      Cost cost,
      @Nullable EvaluationReport measured,
      Latency latency,
      String dataDigest,
      boolean kept,
      String why) {

    static Row of(
        String variant,
        Path file,
        Cost cost,
        EvaluationReport measured,
        Latency latency,
        String dataDigest)
        throws IOException {
      return new Row(
          variant, file, Files.size(file), cost, measured, latency, dataDigest, false, "");
    }

    /** A variant that could not be run, and why. */
    static Row refused(String variant, Path file, Cost cost, String dataDigest, String why)
        throws IOException {
      Latency none = new Latency(Double.NaN, Double.NaN);
      return new Row(variant, file, Files.size(file), cost, null, none, dataDigest, false, why);
    }

    Row judged(boolean worth, String because) {
      return new Row(variant, file, bytes, cost, measured, latency, dataDigest, worth, because);
    }

    Row with(Latency other) {
      return new Row(variant, file, bytes, cost, measured, other, dataDigest, kept, why);
    }

    /** The same variant in a file of another name. */
    Row renamed(String name) throws IOException {
      Path other = file.resolveSibling(name);
      Files.move(file, other, StandardCopyOption.REPLACE_EXISTING);
      return new Row(variant, other, bytes, cost, measured, latency, dataDigest, kept, why);
    }

    /** Whether the runtime refused to run it. */
    boolean refused() {
      return measured == null;
    }

    /** NaN where it was not measured. */
    double ap50() {
      return measured == null ? Double.NaN : measured.metrics().ap50();
    }

    /** NaN where it was not measured. */
    double ap() {
      return measured == null ? Double.NaN : measured.metrics().ap();
    }

    Metrics metrics(String device) {
      EvaluationReport report = Objects.requireNonNull(measured, "refused variants have none");
      var m = report.metrics();
      return new Metrics(
          m.ap(),
          m.ap50(),
          m.ap75(),
          m.ar100(),
          report.images(),
          dataDigest,
          latency().p50(),
          latency().p95(),
          device);
    }
  }

  static Latency latency(EvaluationReport measured) {
    Latency latency = measured.latency();
    return latency == null ? new Latency(0, 0) : latency;
  }

  /** Writes both reports, and leaves only the models that are kept. */
  public void write(Path folder) throws IOException {
    for (Row row : rows) {
      if (!row.kept()) {
        Files.deleteIfExists(row.file());
      }
    }
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("report.json").toFile(), json());
    Files.writeString(folder.resolve("report.md"), markdown());
  }

  private ObjectNode json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("model", model).put("data", data).put("device_class", deviceClass);
    ArrayNode variants = root.putArray("variants");
    for (Row row : rows) {
      ObjectNode node = variants.addObject();
      node.put("variant", row.variant());
      node.put("parameters", row.cost().parameters());
      node.put("bytes", row.bytes());
      node.put("gflops", row.cost().gflops());
      put(node, "AP50", row.ap50());
      put(node, "AP", row.ap());
      ObjectNode latency = node.putObject("latency_ms");
      put(latency, "p50", row.latency().p50());
      put(latency, "p95", row.latency().p95());
      node.put("kept", row.kept());
      node.put("why", row.why());
    }
    if (sensitivity != null) {
      ArrayNode layers = root.putArray("sensitivity");
      sensitivity
          .layers()
          .forEach(
              layer ->
                  layers
                      .addObject()
                      .put("layer", layer.name())
                      .put("distortion", layer.distortion()));
    }
    return root;
  }

  /** JSON has no word for what is no number but null. */
  private static void put(ObjectNode node, String name, double value) {
    if (Double.isNaN(value)) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }

  /** For people. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(model).append("\n\n");
    text.append("Judged on ").append(data).append(", timed on ").append(deviceClass);
    text.append(
        ".\n\n| variant | parameters | bytes | GFLOPs | AP50 | AP | p50 ms | p95 ms | kept |");
    text.append(" why |\n|---|---|---|---|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      text.append(
          String.format(
                  Locale.ROOT,
                  "| %s | %d | %d | %.2f | %.3f | %.3f | %.1f | %.1f | %s | %s |%n",
                  row.variant(),
                  row.cost().parameters(),
                  row.bytes(),
                  row.cost().gflops(),
                  row.ap50(),
                  row.ap(),
                  row.latency().p50(),
                  row.latency().p95(),
                  row.kept() ? "yes" : "no",
                  row.why())
              .replace("NaN", "–"));
    }
    if (sensitivity != null) {
      text.append(
          "\nRounded alone, these layers change the outputs most (squared error as a share");
      text.append(" of the outputs' variance):\n\n| layer | distortion |\n|---|---|\n");
      sensitivity.layers().stream()
          .limit(WORST)
          .forEach(
              layer ->
                  text.append(
                      String.format(
                          Locale.ROOT, "| %s | %.4f |%n", layer.name(), layer.distortion())));
    }
    return text.toString();
  }
}
