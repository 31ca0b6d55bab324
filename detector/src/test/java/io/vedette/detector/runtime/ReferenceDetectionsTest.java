package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.SharedFiles;
import io.vedette.detector.head.Hints;
import io.vedette.detector.image.Pictures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Others' exported detectors see here what an independent decoder sees with them. */
class ReferenceDetectionsTest {

  /** VOC's names for what COCO calls otherwise. */
  private static final Map<String, String> VOC_TO_COCO =
      Map.of(
          "aeroplane", "airplane",
          "motorbike", "motorcycle",
          "tvmonitor", "tv",
          "pottedplant", "potted plant",
          "diningtable", "dining table",
          "sofa", "couch");

  private record Seen(String label, Box box, double score) {
    Seen inside(Picture picture) {
      return new Seen(label, box.clip(picture.width(), picture.height()), score);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yolox_nano_416.onnx",
        "nanodet_m_320.onnx",
        "fastestdet_352.onnx",
        "deimv2_hgnetv2_atto_320.onnx"
      })
  void seesTheExpectedObjectsInThePicturesThatComeWithTheModels(String model) throws Exception {
    JsonNode images = json("fixtures/expected-detections.json").get("images");
    for (var image : images.properties()) {
      JsonNode expected = image.getValue().get("models").get(model);
      float threshold = (float) expected.get("score_threshold").asDouble();
      List<Seen> wanted = new ArrayList<>();
      for (JsonNode d : expected.get("detections")) {
        JsonNode b = d.get("xyxy");
        wanted.add(
            new Seen(
                coco(d.get("class").asText()),
                box(b.get(0), b.get(1), b.get(2), b.get(3)),
                d.get("score").asDouble()));
      }
      try (Detector detector = open(model, threshold, 0.5f)) {
        Picture picture = Pictures.read(SharedFiles.of("fixtures/" + image.getKey()));
        List<Detection> seen = detector.detect(picture);
        assertThat(seen).as(image.getKey()).hasSameSizeAs(wanted);
        for (Seen one : wanted) {
          Seen visible = one.inside(picture);
          assertThat(seen).as(image.getKey()).anyMatch(d -> agrees(visible, d, 0.97, 0.01));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "yolox_nano_416.onnx, yolox_nano.json",
    "nanodet_m_320.onnx, nanodet_m_320.json",
    "fastestdet_352.onnx, fastestdet.json",
    "deimv2_hgnetv2_atto_320.onnx, deimv2_atto.json"
  })
  void agreesWithTheReferenceOnAHundredPictures(String model, String reference) throws Exception {
    JsonNode truth = json("data/voc100/annotations.coco.json");
    Map<Integer, String> categories = new HashMap<>();
    truth.get("categories").forEach(c -> categories.put(c.get("id").asInt(), name(c)));
    Map<Integer, List<Seen>> wanted = new HashMap<>();
    for (JsonNode d : json("fixtures/voc100-reference/" + reference)) {
      JsonNode b = d.get("bbox");
      double x = b.get(0).asDouble();
      double y = b.get(1).asDouble();
      Box box =
          new Box(
              (float) x,
              (float) y,
              (float) (x + b.get(2).asDouble()),
              (float) (y + b.get(3).asDouble()));
      wanted
          .computeIfAbsent(d.get("image_id").asInt(), id -> new ArrayList<>())
          .add(
              new Seen(
                  categories.get(d.get("category_id").asInt()), box, d.get("score").asDouble()));
    }
    int missing = 0;
    int all = 0;
    int extra = 0;
    try (Detector detector = open(model, 0.01f, 0.65f)) {
      for (JsonNode image : truth.get("images")) {
        Path file = SharedFiles.of("data/voc100/images/" + image.get("file_name").asText());
        Picture picture = Pictures.read(file);
        List<Detection> seen = detector.detect(picture);
        List<Seen> expected =
            wanted.getOrDefault(image.get("id").asInt(), List.of()).stream()
                .map(one -> one.inside(picture))
                .toList();
        all += expected.size();
        for (Seen one : expected) {
          missing += seen.stream().anyMatch(d -> agrees(one, d, 0.95, 0.02)) ? 0 : 1;
        }
        // the reference keeps VOC's twenty classes of the hundred surest detections
        for (Detection d : seen.subList(0, Math.min(100, seen.size()))) {
          boolean relevant = categories.containsValue(d.label()) && d.score() > 0.05;
          extra +=
              relevant && expected.stream().noneMatch(one -> agrees(one, d, 0.95, 0.02)) ? 1 : 0;
        }
      }
    }
    assertThat(all).isGreaterThan(2000);
    assertThat(missing).isLessThan(3);
    assertThat(extra).isLessThan(3);
  }

  private static Detector open(String model, float threshold, float nmsIou) throws Exception {
    Path file = SharedFiles.of("models/" + model);
    DetectorModel read = DetectorModel.read(file, Hints.NONE);
    DetectorSpec spec = read.spec();
    DetectorSpec wanted =
        new DetectorSpec(spec.labels(), spec.input(), spec.head(), threshold, nmsIou);
    return OnnxDetector.open(read.bytes(), wanted, RuntimeOptions.DEFAULT);
  }

  private static boolean agrees(Seen wanted, Detection seen, double iou, double score) {
    return wanted.label.equals(seen.label())
        && Math.abs(wanted.score - seen.score()) < score
        && wanted.box.iou(seen.box()) > iou;
  }

  private static String name(JsonNode category) {
    return coco(category.get("name").asText());
  }

  private static String coco(String label) {
    return VOC_TO_COCO.getOrDefault(label, label);
  }

  private static Box box(JsonNode x1, JsonNode y1, JsonNode x2, JsonNode y2) {
    return new Box(
        (float) x1.asDouble(), (float) y1.asDouble(), (float) x2.asDouble(), (float) y2.asDouble());
  }

  private static JsonNode json(String file) throws Exception {
    return JsonMapper.builder().build().readTree(SharedFiles.of(file).toFile());
  }
}
