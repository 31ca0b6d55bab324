package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * COCO: a JSON file with images, annotations and categories, beside its pictures, in a folder
 * {@code annotations}, or one in each of {@code train}, {@code valid} and {@code test}.
 */
final class CocoForm implements DatasetForm {
  private static final List<String> SPLITS = List.of("trainval", "train", "valid", "val", "test");

  @Override
  public String describe() {
    return "COCO (annotations*.json)";
  }

  @Override
  public Map<String, Part> parts(Path path) throws DetectorException {
    Map<String, Part> parts = new LinkedHashMap<>();
    if (Files.isRegularFile(path)) {
      if (Bounded.name(path).endsWith(".json")) {
        parts.put("", findings -> CocoFile.read(path, findings).dataset());
      }
      return parts;
    }
    for (String folder : List.of("", "annotations", "train", "valid", "val", "test")) {
      for (Path file : Bounded.files(path.resolve(folder), ".json")) {
        if (!CocoFile.isCoco(file)) {
          continue;
        }
        Part before =
            parts.putIfAbsent(splitOf(file), findings -> CocoFile.read(file, findings).dataset());
        if (before != null) {
          throw new DetectorException(
              file + ": a second annotation file for the same split; name one file as the data");
        }
      }
    }
    return parts;
  }

  /** The split that a file's name or its folder tells; empty if neither does. */
  static String splitOf(Path file) {
    String name = Bounded.name(file).toLowerCase(Locale.ROOT);
    String folder = Bounded.name(Bounded.parent(file));
    for (String split : SPLITS) {
      if (folder.equals(split) || name.matches(".*(^|[_.-])" + split + "\\d*([_.-].*|$)")) {
        return split;
      }
    }
    return "";
  }
}
