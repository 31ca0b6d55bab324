package io.vedette.detector.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vedette.detector.DetectorException;
import io.vedette.detector.text.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Ultralytics' description of a dataset: {@code names}, {@code path}, and for train, val and test a
 * folder of pictures, a list of them, or several of these. Its file may have any name.
 */
final class YoloYaml {

  private static final long MAX_BYTES = 1 << 20;
  private static final List<String> SPLITS = List.of("train", "val", "test");

  private YoloYaml() {}

  static DatasetParts parts(Path path) throws DetectorException {
    DatasetParts parts = new DatasetParts();
    Path file = find(path);
    if (file == null) {
      return parts;
    }
    String text = TextFile.read(file, MAX_BYTES).text();
    JsonNode yaml = parse(file, text);
    YoloNames names = YoloNames.ofYaml(file, text);
    Path here = BoundedReader.parent(file);
    Path named = here.resolve(yaml.path("path").asText("").replace('\\', '/'));
    Path root = Files.isDirectory(named) ? named : here;
    YoloPictures pictures = new YoloPictures(file, root);
    YoloReader reader = new YoloReader(here, names, YoloColumns.of(yaml.path("kpt_shape")));
    for (String split : SPLITS) {
      List<String> sources = sources(yaml.path(split));
      if (!sources.isEmpty()) {
        parts.add(split, findings -> reader.read(split, pictures.of(sources, findings), findings));
      }
    }
    return parts;
  }

  private static @Nullable Path find(Path path) throws DetectorException {
    if (Files.isRegularFile(path)) {
      return isYaml(path) ? path : null;
    }
    for (String usual : List.of("data.yaml", "data.yml")) {
      if (Files.isRegularFile(path.resolve(usual))) {
        return path.resolve(usual);
      }
    }
    List<Path> found = new ArrayList<>();
    for (Path file : BoundedReader.files(path, ".yaml", ".yml")) {
      if (describesPictures(file)) {
        found.add(file);
      }
    }
    if (found.size() > 1) {
      throw new DetectorException(
          path
              + ": holds several descriptions of YOLO datasets; name one of them as the data: "
              + String.join(", ", found.stream().map(BoundedReader::name).toList()));
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private static boolean isYaml(Path file) {
    return BoundedReader.name(file).toLowerCase(Locale.ROOT).matches(".*\\.ya?ml");
  }

  /** Other YAML lies in folders, too; what is none is not ours. */
  private static boolean describesPictures(Path file) {
    try {
      JsonNode yaml = parse(file, TextFile.read(file, MAX_BYTES).text());
      return yaml.has("names") && SPLITS.stream().anyMatch(yaml::has);
    } catch (DetectorException e) {
      return false;
    }
  }

  private static JsonNode parse(Path file, String text) throws DetectorException {
    try {
      return new YAMLMapper().readTree(text);
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String what = String.valueOf(e.getOriginalMessage()).replaceAll("\\s*\\R\\s*", " ");
      throw new DetectorException(file + ":" + line + ": no valid YAML: " + what, e);
    }
  }

  private static List<String> sources(JsonNode node) {
    List<String> sources = new ArrayList<>();
    for (JsonNode source : node.isArray() ? node : List.of(node)) {
      if (source.isTextual()) {
        sources.add(source.asText());
      }
    }
    return sources;
  }
}
