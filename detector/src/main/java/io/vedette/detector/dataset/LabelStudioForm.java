package io.vedette.detector.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.detector.DetectorException;
import java.nio.file.Path;

/**
 * Label Studio: a JSON list of tasks, as exported in full or as JSON-MIN, beside the pictures.
 *
 * @see <a href="https://labelstud.io/guide/export.html">Label Studio's exports</a>
 */
final class LabelStudioForm implements DatasetForm {

  @Override
  public String name() {
    return "label-studio";
  }

  @Override
  public String describe() {
    return "Label Studio (a JSON list of tasks)";
  }

  @Override
  public DatasetParts parts(Path path) throws DetectorException {
    return AnnotationFiles.parts(path, ".json", LabelStudioForm::fits, LabelStudioFile::read);
  }

  private static boolean fits(Path file) throws DetectorException {
    JsonStart start = JsonStart.of(file);
    return start.isListOf("data", "annotations")
        || start.entries().stream().anyMatch(LabelStudioForm::isMin);
  }

  /** A task of JSON-MIN has its regions in a field that is called as the project calls it. */
  private static boolean isMin(JsonNode task) {
    for (JsonNode field : task) {
      for (JsonNode region : field.isArray() ? field : task.path("")) {
        if (LabelStudioRegion.isOne(region)) {
          return true;
        }
      }
    }
    return false;
  }
}
