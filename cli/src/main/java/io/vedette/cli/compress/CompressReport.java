package io.vedette.cli.compress;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.detector.evaluate.EvaluationReport;
import io.vedette.detector.evaluate.Latency;
import io.vedette.detector.evaluate.PairedTiming;
import io.vedette.federated.compress.Cost;
import io.vedette.federated.compress.quantize.Sensitivity;
import io.vedette.federated.compress.search.SearchChoice;
import io.vedette.registry.manifest.ModelMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What compressing came to: {@code report.json} for programs, {@code report.md} and {@code
 * report.png} for people.
 *
 * @param model the file that was compressed
 * @param data what the variants were judged on
 * @param deviceClass where they were timed
 * @param rows the reference first
 * @param sensitivity which layers are to blame for what INT8 loses; null where it was not asked
 * @param origins what made a variant, by its name, where a recipe did
 * @param choice what a search came to; null where there was none
 * @param notes what else is to be said
 */
public record CompressReport(
    String model,
    String data,
    String deviceClass,
    List<Row> rows,
    @Nullable Sensitivity sensitivity,
    Map<String, ObjectNode> origins,
    @Nullable SearchChoice choice,
    List<String> notes) {

  public CompressReport {
    rows = List.copyOf(rows);
    origins = Map.copyOf(origins);
    notes = List.copyOf(notes);
  }

  /** The same with what made its variants. */
  CompressReport with(Map<String, ObjectNode> made) {
    return new CompressReport(model, data, deviceClass, rows, sensitivity, made, choice, notes);
  }

  /** The same with what a search came to, and what it left out. */
  CompressReport with(SearchChoice found, List<String> said) {
    return new CompressReport(model, data, deviceClass, rows, sensitivity, origins, found, said);
  }

  /** Of variants that no recipe made. */
  public CompressReport(
      String model,
      String data,
      String deviceClass,
      List<Row> rows,
      @Nullable Sensitivity sensitivity) {
    this(model, data, deviceClass, rows, sensitivity, Map.of(), null, List.of());
  }

  /**
   * One variant, measured.
   *
   * @param size of its file
   * @param measured null where the runtime refused the variant
   * @param timing its latency beside that of the reference, in pairs
   * @param dataDigest names the pictures that it was measured on
   * @param kept worth deploying
   */
  public record Row(
      String variant,
      Path file,
      FileSize size,
      Cost cost,
      @Nullable EvaluationReport measured,
      PairedTiming timing,
      String dataDigest,
      boolean kept,
      String why) {

    static Row of(
        String variant,
        Path file,
        Cost cost,
        EvaluationReport measured,
        PairedTiming timing,
        String dataDigest)
        throws IOException {
      return new Row(
          variant, file, FileSize.of(file), cost, measured, timing, dataDigest, false, "");
    }

    /** A variant that could not be run, and why. */
    static Row refused(String variant, Path file, Cost cost, String dataDigest, String why)
        throws IOException {
      return new Row(
          variant, file, FileSize.of(file), cost, null, PairedTiming.NONE, dataDigest, false, why);
    }

    Row judged(boolean worth, String because) {
      return new Row(variant, file, size, cost, measured, timing, dataDigest, worth, because);
    }

    /** The same variant when its file has another content. */
    Row weighedAgain() throws IOException {
      return new Row(
          variant, file, FileSize.of(file), cost, measured, timing, dataDigest, kept, why);
    }

    /** The same variant in a file of another name. */
    Row renamed(String name) throws IOException {
      Path other = file.resolveSibling(name);
      Files.move(file, other, StandardCopyOption.REPLACE_EXISTING);
      return new Row(variant, other, size, cost, measured, timing, dataDigest, kept, why);
    }

    /** Whether the runtime refused to run it. */
    boolean refused() {
      return measured == null;
    }

    public long bytes() {
      return size.bytes();
    }

    public Latency latency() {
      return timing.variant();
    }

    /** NaN where it was not measured. */
    public double ap50() {
      return measured == null ? Double.NaN : measured.metrics().ap50();
    }

    /** NaN where it was not measured. */
    double ap() {
      return measured == null ? Double.NaN : measured.metrics().ap();
    }

    ModelMetrics metrics(String device) {
      EvaluationReport report = Objects.requireNonNull(measured, "refused variants have none");
      var m = report.metrics();
      return new ModelMetrics(
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

  /** Writes all reports, and leaves only the models that are kept. */
  public void write(Path folder) throws IOException {
    for (Row row : rows) {
      if (!row.kept()) {
        Files.deleteIfExists(row.file());
      }
    }
    CompressReportJson.write(this, folder.resolve("report.json"));
    Files.writeString(folder.resolve("report.md"), markdown());
    CompressReportChart.write(this, folder.resolve("report.png"));
  }

  /** Whether what was looked for was found; true where nothing was. */
  public boolean found() {
    return choice == null || choice.met();
  }

  /** What a search came to, in words; empty where there was none. */
  public String said() {
    return choice == null ? "" : choice.words();
  }

  /** For people. */
  public String markdown() {
    return CompressReportText.of(this);
  }
}
