package io.vedette.cloud.distillation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.federated.worker.FrameAnswers;
import io.vedette.registry.gate.FieldEvidence;
import io.vedette.registry.gate.PairedFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The validation frames of a distillation, with the answers of baseline and student. */
final class ValidationFrames {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ValidationFrames() {}

  /**
   * What the gates judge by, the audits apart.
   *
   * @param dataset as {@link HardExampleDataset} writes it
   * @throws IOException when it cannot be read, or a frame was not answered: a version is not
   *     judged on the frames that its maker chooses
   */
  static FieldEvidence evidence(byte[] dataset, List<FrameAnswers> answers) throws IOException {
    Map<String, FrameAnswers> byFrame = new HashMap<>();
    answers.forEach(answer -> byFrame.put(answer.frame(), answer));
    JsonNode document = JSON.readTree(dataset);
    Map<Integer, List<Detection>> objects = objects(document);
    List<PairedFrame> audits = new ArrayList<>();
    List<PairedFrame> hard = new ArrayList<>();
    for (JsonNode image : document.path("images")) {
      String frame = image.path("file_name").asText().replace(".jpg", "");
      FrameAnswers answer = byFrame.get(frame);
      if (answer == null) {
        throw new IOException("the distiller sent no answer on the validation frame " + frame);
      }
      (image.path("audit").asBoolean() ? audits : hard)
          .add(
              PairedFrame.of(
                  image.path("camera").asText(),
                  objects.getOrDefault(image.path("id").asInt(), List.of()),
                  answer.baseline(),
                  answer.student()));
    }
    return new FieldEvidence(audits, hard);
  }

  private static Map<Integer, List<Detection>> objects(JsonNode document) {
    Map<Integer, String> labels = new HashMap<>();
    for (JsonNode category : document.path("categories")) {
      labels.put(category.path("id").asInt(), category.path("name").asText());
    }
    Map<Integer, List<Detection>> objects = new HashMap<>();
    for (JsonNode annotation : document.path("annotations")) {
      int category = annotation.path("category_id").asInt();
      JsonNode box = annotation.path("bbox");
      float x = (float) box.path(0).asDouble();
      float y = (float) box.path(1).asDouble();
      Box place =
          new Box(x, y, x + (float) box.path(2).asDouble(), y + (float) box.path(3).asDouble());
      objects
          .computeIfAbsent(annotation.path("image_id").asInt(), image -> new ArrayList<>())
          .add(new Detection(place, category - 1, labels.getOrDefault(category, ""), 1));
    }
    return objects;
  }
}
