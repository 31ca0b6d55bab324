package io.vedette.detector.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.detector.DetectorException;
import io.vedette.detector.text.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * LabelMe: a JSON file of shapes for each picture, beside the pictures. Folders named like splits
 * are splits.
 *
 * @see <a href="https://github.com/wkentaro/labelme">LabelMe</a>
 */
final class LabelMeForm implements DatasetForm {

  private static final long MAX_BYTES = 256L << 20;

  @Override
  public String name() {
    return "labelme";
  }

  @Override
  public String describe() {
    return "LabelMe (one JSON file for each picture)";
  }

  @Override
  public DatasetParts parts(Path path) throws DetectorException {
    Map<String, List<Path>> bySplit = new LinkedHashMap<>();
    for (String split : SplitName.all()) {
      Optional<Path> folder = BoundedReader.folder(path, split);
      List<Path> files = folder.isEmpty() ? List.of() : files(folder.get());
      if (!files.isEmpty()) {
        bySplit.put(split, files);
      }
    }
    if (bySplit.isEmpty()) {
      Optional<Path> apart = BoundedReader.folder(path, "annotations", "labels", "json");
      List<Path> files = apart.isEmpty() ? List.of() : files(apart.get());
      bySplit.put("", files.isEmpty() ? files(path) : files);
    }
    DatasetParts parts = new DatasetParts();
    bySplit.forEach(
        (split, files) -> {
          if (!files.isEmpty()) {
            parts.add(split, findings -> read(split, path, files, findings));
          }
        });
    return parts;
  }

  private static List<Path> files(Path folder) throws DetectorException {
    List<Path> files = new ArrayList<>();
    for (Path file : BoundedReader.files(folder, ".json")) {
      if (!files.isEmpty() || JsonStart.of(file).isObject("shapes", "imagePath")) {
        files.add(file);
      }
    }
    return files;
  }

  private static Dataset read(String split, Path root, List<Path> files, Findings findings)
      throws DetectorException {
    NamedDataset named = new NamedDataset(findings);
    PicturePlaces places =
        PicturePlaces.of(
            root,
            BoundedReader.parent(files.get(0)),
            split.isEmpty() ? List.of() : SplitName.same(split));
    for (Path file : files) {
      NamedDataset.NamedPicture picture = named.picture(file.toString());
      picture.attempt(() -> read(file, picture, places, findings));
    }
    return named.dataset(BoundedReader.name(root) + " " + split);
  }

  private static void read(
      Path file, NamedDataset.NamedPicture picture, PicturePlaces places, Findings findings)
      throws DetectorException {
    JsonNode tree = tree(file);
    String id = BoundedReader.name(file).replaceFirst("(?i)\\.json$", "");
    String imagePath = tree.path("imagePath").asText();
    picture.file(
        id,
        places,
        places.find(imagePath).isPresent() ? imagePath : id,
        file + ": its picture is not found: " + imagePath,
        tree.path("imageWidth").asInt(),
        tree.path("imageHeight").asInt());
    int number = 0;
    for (JsonNode shape : tree.path("shapes")) {
      String where = file + ": shape " + ++number;
      picture.attempt(() -> shape(shape, picture, findings, where));
    }
  }

  private static JsonNode tree(Path file) throws DetectorException {
    try {
      return JsonFile.MAPPER.readTree(BoundedReader.file(file, MAX_BYTES).toFile());
    } catch (JsonProcessingException e) {
      throw JsonFile.invalid(file, e);
    } catch (IOException e) {
      throw new UnreadableFileException(file, e);
    }
  }

  private static void shape(
      JsonNode shape, NamedDataset.NamedPicture picture, Findings findings, String where)
      throws DetectorException {
    String type = shape.path("shape_type").asText("polygon");
    List<double[]> points = points(shape.path("points"), where);
    Corners corners = new Corners();
    switch (type) {
      case "polygon" -> points.forEach(point -> corners.add(point[0], point[1]));
      case "rectangle", "mask" -> {
        points.forEach(point -> corners.add(point[0], point[1]));
        points.forEach(point -> corners.add(point[0], point[1]));
      }
      case "circle" -> {
        if (points.size() == 2) {
          double[] middle = points.get(0);
          double radius = Math.hypot(points.get(1)[0] - middle[0], points.get(1)[1] - middle[1]);
          corners.add(middle[0] - radius, middle[1] - radius);
          corners.add(middle[0] + radius, middle[1]);
          corners.add(middle[0], middle[1] + radius);
        }
      }
      default -> {
        findings.remark("LabelMe's shapes of type " + type + " are passed over: they have no area");
        return;
      }
    }
    picture.box(shape.path("label").asText(), corners.box(where), false, where);
  }

  private static List<double[]> points(JsonNode node, String where) throws DetectorException {
    List<double[]> points = new ArrayList<>();
    for (JsonNode point : node) {
      if (!point.path(0).isNumber() || !point.path(1).isNumber()) {
        throw new BadEntryException(
            Problem.Kind.BAD_ENTRY, where + ": a point is not two numbers: " + point);
      }
      points.add(new double[] {point.get(0).asDouble(), point.get(1).asDouble()});
    }
    return points;
  }
}
