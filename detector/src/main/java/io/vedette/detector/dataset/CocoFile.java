package io.vedette.detector.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A COCO annotation file, read element by element so that memory holds no tree of it.
 *
 * @param dataset labels in the order of their category ids; sample ids are image ids
 * @param categoryIds COCO's number of each label
 * @see <a href="https://cocodataset.org/#format-data">COCO data format</a>
 */
public record CocoFile(Dataset dataset, List<Long> categoryIds) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public CocoFile {
    categoryIds = List.copyOf(categoryIds);
  }

  /**
   * Reads labels and boxes; pictures need not exist.
   *
   * @throws DetectorException naming file and line where something is wrong
   */
  public static CocoFile read(Path file) throws DetectorException {
    return new Reader(file).read();
  }

  /** Whether a file is JSON with images, annotations and categories. */
  static boolean isCoco(Path file) throws DetectorException {
    Set<String> keys = new HashSet<>();
    try (JsonParser parser =
        new JsonFactory().createParser(Bounded.file(file, Bounded.MAX_BYTES).toFile())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        keys.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (JsonProcessingException e) {
      return keys.contains("images"); // it is meant to be COCO: reading tells where it is broken
    } catch (IOException e) {
      throw Bounded.unreadable(file, e);
    }
    return keys.containsAll(Set.of("images", "annotations", "categories"));
  }

  private record Image(String id, String fileName, int width, int height, List<Truth> truths) {}

  private record Annotation(
      String imageId, long categoryId, Box box, boolean crowd, double area, long line) {}

  private static final class Reader {
    private final Path file;
    private final Map<Long, String> categories = new TreeMap<>();
    private final Map<String, Image> images = new LinkedHashMap<>();
    private final List<Annotation> annotations = new ArrayList<>();

    Reader(Path file) {
      this.file = file;
    }

    CocoFile read() throws DetectorException {
      try (JsonParser parser = JSON.createParser(Bounded.file(file, Bounded.MAX_BYTES).toFile())) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          throw Bounded.bad(file, 1, "expected a JSON object with images and annotations");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          section(parser);
        }
      } catch (JsonProcessingException e) {
        long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        throw new DetectorException(
            file + ":" + line + ": no valid JSON: " + e.getOriginalMessage(), e);
      } catch (IOException e) {
        throw Bounded.unreadable(file, e);
      }
      return assemble();
    }

    private void section(JsonParser parser) throws IOException, DetectorException {
      String name = parser.currentName();
      boolean array = parser.nextToken() == JsonToken.START_ARRAY;
      if (!array || !Set.of("images", "annotations", "categories").contains(name)) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        long line = parser.currentLocation().getLineNr();
        JsonNode node = JSON.readTree(parser);
        switch (name) {
          case "images" -> image(node, line);
          case "annotations" -> annotation(node, line);
          default -> category(node, line);
        }
      }
    }

    private void category(JsonNode node, long line) throws DetectorException {
      String name = need(node, "name", line).asText();
      if (categories.containsValue(name)) {
        throw Bounded.bad(file, line, "category '" + name + "' is there twice");
      }
      categories.put(need(node, "id", line).asLong(), name);
    }

    private void image(JsonNode node, long line) throws DetectorException {
      if (images.size() >= Bounded.MAX_SAMPLES) {
        throw Bounded.bad(file, line, "more than " + Bounded.MAX_SAMPLES + " images; split it");
      }
      String id = need(node, "id", line).asText();
      String fileName = need(node, "file_name", line).asText();
      int width = node.path("width").asInt();
      int height = node.path("height").asInt();
      Image image = new Image(id, fileName, width, height, new ArrayList<>());
      if (images.put(id, image) != null) {
        throw Bounded.bad(file, line, "image id " + id + " is there twice");
      }
    }

    private void annotation(JsonNode node, long line) throws DetectorException {
      JsonNode bbox = need(node, "bbox", line);
      float[] xywh = new float[4];
      for (int i = 0; i < 4; i++) {
        if (bbox.size() != 4 || !bbox.get(i).isNumber()) {
          throw Bounded.bad(file, line, "bbox needs four numbers: x, y, width, height");
        }
        xywh[i] = bbox.get(i).floatValue();
      }
      Box box = Bounded.box(xywh[0], xywh[1], xywh[0] + xywh[2], xywh[1] + xywh[3], file, line);
      boolean crowd = node.path("iscrowd").asInt() != 0;
      double area = node.path("area").asDouble((double) xywh[2] * xywh[3]);
      String imageId = need(node, "image_id", line).asText();
      long category = need(node, "category_id", line).asLong();
      annotations.add(new Annotation(imageId, category, box, crowd, area, line));
    }

    private JsonNode need(JsonNode node, String name, long line) throws DetectorException {
      JsonNode value = node.get(name);
      if (value == null || value.isNull()) {
        throw Bounded.bad(file, line, "'" + name + "' is missing");
      }
      return value;
    }

    /** Images may come after the annotations that name them, so they meet only here. */
    private CocoFile assemble() throws DetectorException {
      List<Long> ids = List.copyOf(categories.keySet());
      Map<Long, Integer> classes = new HashMap<>();
      ids.forEach(id -> classes.put(id, classes.size()));
      for (Annotation annotation : annotations) {
        Image image = images.get(annotation.imageId);
        Integer classId = classes.get(annotation.categoryId);
        if (image == null || classId == null) {
          String what =
              image == null ? "image " + annotation.imageId : "category " + annotation.categoryId;
          throw Bounded.bad(file, annotation.line, "an annotation names an unknown " + what);
        }
        image.truths.add(new Truth(annotation.box, classId, annotation.crowd, annotation.area));
      }
      CocoPictures pictures = new CocoPictures(file);
      List<Sample> samples = new ArrayList<>();
      for (Image image : images.values()) {
        Path picture = pictures.find(image.fileName);
        int width = image.width;
        int height = image.height;
        if (width <= 0 || height <= 0) {
          PictureFiles.Size size = PictureFiles.size(picture);
          width = size.width();
          height = size.height();
        }
        samples.add(new Sample(image.id, picture, width, height, image.truths));
      }
      String name = Bounded.name(Bounded.parent(file)) + "/" + Bounded.name(file);
      return new CocoFile(new Dataset(name, List.copyOf(categories.values()), samples), ids);
    }
  }
}
