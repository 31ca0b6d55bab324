package io.vedette.federated.compress.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.federated.compress.judge.VariantRow;
import io.vedette.federated.compress.quantize.Sensitivity;
import io.vedette.federated.compress.search.SearchChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a compression job.
 *
 * @param subject what was compressed and measured
 * @param rows the reference first
 * @param sensitivity which layers are to blame for what INT8 loses; null if it was not needed
 * @param origins the recipe steps that made a variant, by its name
 * @param choice of a search; null if there was none
 * @param notes lines for people
 */
public record CompressReport(
    Subject subject,
    List<VariantRow> rows,
    @Nullable Sensitivity sensitivity,
    Map<String, ObjectNode> origins,
    @Nullable SearchChoice choice,
    List<String> notes) {

  /**
   * What was compressed and measured.
   *
   * @param model the file that was compressed
   * @param data name of the pictures that variants were measured on
   * @param deviceClass where they were timed
   */
  public record Subject(String model, String data, String deviceClass) {}

  public CompressReport {
    rows = List.copyOf(rows);
    origins = Map.copyOf(origins);
    notes = List.copyOf(notes);
  }

  /** Of variants that no recipe made. */
  public CompressReport(Subject subject, List<VariantRow> rows, @Nullable Sensitivity sensitivity) {
    this(subject, rows, sensitivity, Map.of(), null, List.of());
  }

  CompressReport withOrigins(Map<String, ObjectNode> made) {
    return new CompressReport(subject, rows, sensitivity, made, choice, notes);
  }

  CompressReport withChoice(SearchChoice found, List<String> more) {
    return new CompressReport(subject, rows, sensitivity, origins, found, more);
  }

  public VariantRow reference() {
    return rows.get(0);
  }

  /** Deletes the files of variants that are not kept. */
  CompressReport deleteRejected() throws IOException {
    for (VariantRow row : rows) {
      if (!row.kept()) {
        Files.deleteIfExists(row.file().path());
      }
    }
    return this;
  }

  /** Copies a variant to {@code result.onnx}; null: there is no result. */
  void publish(@Nullable Path variant, Path folder) throws IOException {
    Path result = folder.resolve("result.onnx");
    Files.deleteIfExists(result);
    if (variant != null) {
      Files.copy(variant, result);
    }
  }
}
