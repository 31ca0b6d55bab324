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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
   * @param dataDigest names the pictures that it was measured on
   * @param kept worth deploying
   */
  public record Row(
      String variant,
      Path file,
      long bytes,
      Cost cost,
      EvaluationReport measured,
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

    Row judged(boolean worth, String because) {
      return new Row(variant, file, bytes, cost, measured, latency, dataDigest, worth, because);
    }

    Row with(Latency other) {
      return new Row(variant, file, bytes, cost, measured, other, dataDigest, kept, why);
    }

    double ap50() {
      return measured.metrics().ap50();
    }

    Metrics metrics(String device) {
      var m = measured.metrics();
      return new Metrics(
          m.ap(),
          m.ap50(),
          m.ap75(),
          m.ar100(),
          measured.images(),
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

  /** Of several INT8 variants that pass, the one that finds most stays; it is {@code int8.onnx}. */
  public CompressReport onlyBestInt8() {
    Optional<Row> best =
        rows.stream()
            .filter(r -> r.kept() && r.variant().startsWith("int8"))
            .max(Comparator.comparingDouble(Row::ap50));
    List<Row> judged = new ArrayList<>();
    for (Row row : rows) {
      boolean second =
          row.kept() && row.variant().startsWith("int8") && best.filter(b -> b != row).isPresent();
      judged.add(second ? row.judged(false, "another variant finds more") : row);
    }
    return new CompressReport(model, data, deviceClass, judged, sensitivity);
  }

  /** Writes both reports, and leaves only the models that are kept. */
  public void write(Path folder) throws IOException {
    for (Row row : rows) {
      if (!row.kept()) {
        Files.deleteIfExists(row.file());
      } else if (row.variant().startsWith("int8")) {
        Files.move(row.file(), folder.resolve("int8.onnx"), StandardCopyOption.REPLACE_EXISTING);
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
      node.put("AP50", row.ap50());
      node.put("AP", row.measured().metrics().ap());
      node.putObject("latency_ms").put("p50", row.latency().p50()).put("p95", row.latency().p95());
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
              row.measured().metrics().ap(),
              row.latency().p50(),
              row.latency().p95(),
              row.kept() ? "yes" : "no",
              row.why()));
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
