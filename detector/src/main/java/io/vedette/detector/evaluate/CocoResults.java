package io.vedette.detector.evaluate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.CocoFile;
import io.vedette.detector.dataset.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A COCO result file: a JSON list of {@code image_id, category_id, bbox [x, y, width, height],
 * score}, or an object that has such a list as {@code annotations}. Read element by element.
 *
 * @see <a href="https://cocodataset.org/#format-results">COCO results format</a>
 */
final class CocoResults {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MAX_BYTES = 4L << 30;

  private final Path file;
  private final List<String> labels;
  private final Map<Long, Integer> classes = new HashMap<>();
  private final Set<String> images;
  private final Map<String, List<Detection>> detections = new HashMap<>();

  private CocoResults(Path file, CocoFile truth) {
    this.file = file;
    labels = truth.dataset().labels();
    truth.categoryIds().forEach(id -> classes.put(id, classes.size()));
    images = truth.dataset().samples().stream().map(Sample::id).collect(Collectors.toSet());
  }

  /**
   * Reads detections by image id.
   *
   * @throws DetectorException naming file and line where something is wrong
   */
  static Map<String, List<Detection>> read(Path file, CocoFile truth) throws DetectorException {
    CocoResults results = new CocoResults(file, truth);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new DetectorException(file + ": more than " + MAX_BYTES + " bytes; split it");
      }
      try (JsonParser parser = JSON.createParser(file.toFile())) {
        results.list(parser);
      }
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new DetectorException(
          file + ":" + line + ": no valid JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new DetectorException(file + ": cannot be read: " + e, e);
    }
    return results.detections;
  }

  private void list(JsonParser parser) throws IOException, DetectorException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals("annotations");
        token = parser.nextToken();
        if (wanted) {
          break;
        }
        parser.skipChildren();
      }
    }
    if (token != JsonToken.START_ARRAY) {
      throw new DetectorException(file + ": expected a JSON list of detections");
    }
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      long line = parser.currentLocation().getLineNr();
      add(JSON.readTree(parser), line);
    }
  }

  private void add(JsonNode node, long line) throws DetectorException {
    String image = node.path("image_id").asText();
    Integer classId = classes.get(node.path("category_id").asLong(Long.MIN_VALUE));
    JsonNode bbox = node.path("bbox");
    JsonNode score = node.path("score");
    if (!images.contains(image)) {
      throw bad(line, "image_id '" + image + "' is not in the ground truth");
    }
    if (classId == null) {
      throw bad(line, "category_id " + node.path("category_id") + " is not in the ground truth");
    }
    if (bbox.size() != 4 || !score.isNumber()) {
      throw bad(line, "expected bbox [x, y, width, height] and score");
    }
    float[] xywh = new float[4];
    for (int i = 0; i < 4; i++) {
      xywh[i] = bbox.get(i).floatValue();
    }
    Box box = new Box(xywh[0], xywh[1], xywh[0] + xywh[2], xywh[1] + xywh[3]);
    detections
        .computeIfAbsent(image, id -> new ArrayList<>())
        .add(new Detection(box, classId, labels.get(classId), score.floatValue()));
  }

  private DetectorException bad(long line, String what) {
    return new DetectorException(file + ":" + line + ": " + what);
  }
}
