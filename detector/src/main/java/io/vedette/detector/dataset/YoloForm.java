package io.vedette.detector.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * YOLO: {@code data.yaml} names the classes and, for train, val and test, a folder of pictures or a
 * list of them; labels lie in files of the same name, {@code images} replaced by {@code labels}.
 *
 * @see <a href="https://docs.ultralytics.com/datasets/detect/">Ultralytics detection datasets</a>
 */
final class YoloForm implements DatasetForm {
  private static final long MAX_YAML_BYTES = 1 << 20;

  @Override
  public String describe() {
    return "YOLO (data.yaml)";
  }

  @Override
  public Map<String, Part> parts(Path path) throws DetectorException {
    Map<String, Part> parts = new LinkedHashMap<>();
    for (Path file : List.of(path, path.resolve("data.yaml"), path.resolve("data.yml"))) {
      if (Files.isRegularFile(file)
          && Bounded.name(file).matches(".*\\.ya?ml")
          && parts.isEmpty()) {
        JsonNode yaml = parse(file);
        List<String> labels = labels(yaml, file);
        for (String split : List.of("train", "val", "test")) {
          JsonNode sources = yaml.path(split);
          if (sources.isTextual() || sources.isArray()) {
            parts.put(split, () -> read(split, file, yaml, labels));
          }
        }
      }
    }
    return parts;
  }

  private static JsonNode parse(Path file) throws DetectorException {
    try {
      return new YAMLMapper().readTree(Bounded.file(file, MAX_YAML_BYTES).toFile());
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String what = String.valueOf(e.getOriginalMessage()).replaceAll("\\s*\\R\\s*", " ");
      throw new DetectorException(file + ":" + line + ": no valid YAML: " + what, e);
    } catch (IOException e) {
      throw Bounded.unreadable(file, e);
    }
  }

  /** Names as a list, or as a map from class id to name. */
  private static List<String> labels(JsonNode yaml, Path file) throws DetectorException {
    JsonNode names = yaml.path("names");
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      JsonNode name = names.isArray() ? names.get(i) : names.get(String.valueOf(i));
      if (name == null || !name.isValueNode()) {
        throw new DetectorException(file + ": names lacks class " + i);
      }
      labels.add(name.asText());
    }
    if (labels.isEmpty()) {
      throw new DetectorException(file + ": 'names' is missing; list the class names");
    }
    return labels;
  }

  private static Dataset read(String split, Path file, JsonNode yaml, List<String> labels)
      throws DetectorException {
    Path here = Bounded.parent(file);
    Path root = here.resolve(yaml.path("path").asText(""));
    JsonNode sources = yaml.path(split);
    List<Path> pictures = new ArrayList<>();
    for (JsonNode source : sources.isArray() ? sources : List.of(sources)) {
      pictures.addAll(pictures(source.asText(), Files.isDirectory(root) ? root : here, file));
    }
    List<Sample> samples = new ArrayList<>();
    for (Path picture : pictures) {
      PictureFiles.Size size = PictureFiles.size(picture);
      String id = here.relativize(picture.toAbsolutePath()).toString();
      List<Truth> truths = YoloLabels.read(picture, size, labels.size());
      samples.add(new Sample(id, picture, size.width(), size.height(), truths));
    }
    return new Dataset(Bounded.name(here) + " " + split, labels, samples);
  }

  private static List<Path> pictures(String source, Path root, Path yaml) throws DetectorException {
    // Some exports write ../train/images although the folder lies beside data.yaml.
    for (String name : List.of(source, source.replaceFirst("^(\\.\\./)+", ""))) {
      Path place = root.resolve(name).normalize();
      if (Files.isDirectory(place)) {
        return PictureFiles.under(place);
      }
      if (Files.isRegularFile(place)) {
        return listed(place, root);
      }
    }
    throw new DetectorException(
        yaml + ": there is no folder or list " + root.resolve(source).normalize());
  }

  private static List<Path> listed(Path list, Path root) throws DetectorException {
    List<Path> pictures = new ArrayList<>();
    int line = 0;
    for (String name : Bounded.lines(list, Bounded.MAX_BYTES)) {
      line++;
      if (name.isBlank()) {
        continue;
      }
      Path base = name.startsWith("./") ? Bounded.parent(list) : root;
      Path picture = base.resolve(name.trim()).normalize();
      if (!Files.isRegularFile(picture)) {
        throw Bounded.bad(list, line, "there is no picture " + picture);
      }
      pictures.add(picture);
    }
    return pictures;
  }
}
