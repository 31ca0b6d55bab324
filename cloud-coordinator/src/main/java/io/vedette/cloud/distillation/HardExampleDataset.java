package io.vedette.cloud.distillation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Frames with their verdicts as a dataset: COCO JSON whose file names are {@code SHA256.jpg}, each
 * picture an artifact of its own of so many {@code bytes}. A picture also has its {@code camera}
 * and whether it is an {@code audit}. Categories are the student's labels, numbered from 1 in their
 * order; objects with other labels are left out.
 */
final class HardExampleDataset {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private HardExampleDataset() {}

  /**
   * @param escalations with a verdict each; of one picture sent twice, the first counts
   * @param truth what is on a frame
   */
  static byte[] coco(
      List<AcceptedEscalation> escalations,
      Function<AcceptedEscalation, List<Detection>> truth,
      List<String> labels) {
    ObjectNode document = JSON.createObjectNode();
    ArrayNode images = document.putArray("images");
    ArrayNode annotations = document.putArray("annotations");
    ArrayNode categories = document.putArray("categories");
    for (int i = 0; i < labels.size(); i++) {
      categories.addObject().put("id", i + 1).put("name", labels.get(i));
    }
    Set<String> seen = new HashSet<>();
    for (AcceptedEscalation escalation : escalations) {
      if (escalation.verdict() == null || !seen.add(escalation.frameSha256())) {
        continue;
      }
      int image = images.size() + 1;
      images
          .addObject()
          .put("id", image)
          .put("file_name", escalation.frameSha256() + ".jpg")
          .put("width", escalation.width())
          .put("height", escalation.height())
          .put("bytes", escalation.frameBytes())
          .put("camera", escalation.agentId() + "/" + escalation.cameraId())
          .put("audit", escalation.audit());
      for (Detection detection : truth.apply(escalation)) {
        int label = labels.indexOf(detection.label());
        Box box = detection.box().clip(escalation.width(), escalation.height());
        if (label >= 0 && box.area() > 0) {
          annotate(annotations, image, label + 1, box);
        }
      }
    }
    try {
      return JSON.writeValueAsBytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The digests of the pictures of a dataset. */
  static Set<String> frames(byte[] dataset) throws IOException {
    Set<String> frames = new HashSet<>();
    for (JsonNode image : JSON.readTree(dataset).path("images")) {
      frames.add(image.path("file_name").asText().replace(".jpg", ""));
    }
    return frames;
  }

  private static void annotate(ArrayNode annotations, int image, int category, Box box) {
    ObjectNode annotation = annotations.addObject();
    annotation
        .put("id", annotations.size())
        .put("image_id", image)
        .put("category_id", category)
        .put("area", box.area())
        .put("iscrowd", 0);
    annotation.putArray("bbox").add(box.x1()).add(box.y1()).add(box.width()).add(box.height());
  }
}
