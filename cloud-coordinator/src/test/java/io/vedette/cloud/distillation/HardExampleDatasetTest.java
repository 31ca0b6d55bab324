package io.vedette.cloud.distillation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.cloud.Scratch;
import io.vedette.cloud.escalation.AcceptedEscalation;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardExampleDatasetTest {

  @Test
  void verdictsBecomeAnnotationsInTheStudentsLabels() throws Exception {
    AcceptedEscalation first =
        Scratch.answered(
            Scratch.escalation("id-00001", false, false),
            List.of(
                Scratch.detection("short", 50),
                Scratch.detection("zebra", 10),
                Scratch.detection("open", 200)));
    AcceptedEscalation samePicture =
        Scratch.answered(Scratch.escalation("id-00002", false, false), List.of());

    JsonNode coco =
        new ObjectMapper()
            .readTree(
                HardExampleDataset.coco(
                    List.of(first, samePicture),
                    frame -> frame.verdict().detections(),
                    List.of("open", "short")));

    assertThat(coco.path("images")).hasSize(1);
    assertThat(coco.at("/images/0/file_name").asText()).isEqualTo("a".repeat(64) + ".jpg");
    assertThat(coco.at("/images/0/bytes").asLong()).isEqualTo(100);
    assertThat(coco.at("/categories/1/name").asText()).isEqualTo("short");
    // The zebra is no class of the student's; the open lies outside the picture of 64 pixels.
    assertThat(coco.path("annotations")).hasSize(1);
    assertThat(coco.at("/annotations/0/category_id").asInt()).isEqualTo(2);
    assertThat(coco.at("/annotations/0/bbox").toString()).isEqualTo("[50.0,10.0,14.0,20.0]");
  }

  @Test
  void whatIsKnownToBeThereIsTakenInPlaceOfTheVerdict() throws Exception {
    AcceptedEscalation frame =
        Scratch.answered(
            Scratch.escalation("id-00001", false, false), List.of(Scratch.detection("short", 5)));

    JsonNode coco =
        new ObjectMapper()
            .readTree(
                HardExampleDataset.coco(
                    List.of(frame),
                    reviewed -> List.of(Scratch.detection("open", 20)),
                    List.of("open", "short")));

    assertThat(coco.path("annotations")).hasSize(1);
    assertThat(coco.at("/annotations/0/category_id").asInt()).isEqualTo(1);
  }
}
