package io.vedette.detector.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Heads that read one box a row. */
class RowHeadsTest {

  private static DetectorSpec spec(String family, Map<String, String> parameters) {
    return new DetectorSpec(
        List.of("a", "b"),
        InputSpec.standard("x", 32, 32),
        new HeadSpec(family, parameters),
        0.25f,
        0.5f);
  }

  private static Map<String, HeadOutput> rows(int columns, float... values) {
    int[] shape = {values.length / columns, columns};
    return Map.of("output0", new HeadOutput("output0", shape, values, 0));
  }

  @Test
  void yolov5MultipliesObjectnessAndClass() throws Exception {
    DetectorSpec spec = spec("yolov5", Map.of());
    float[] values = {16, 16, 8, 4, 0.8f, 0.1f, 0.5f, 1, 1, 1, 1, 0.2f, 1, 1};
    assertThat(Heads.of("yolov5").decode(rows(7, values), spec, 0.25f))
        .containsExactly(new Candidate(new Box(12, 14, 20, 18), 1, 0.4f));
  }

  @Test
  void endToEndRowsAreObjectsAsTheyStand() throws Exception {
    DetectorSpec spec = spec("end2end", Map.of());
    float[] values = {1, 2, 3, 4, 0.9f, 1, 0, 0, 0, 0, 0, 0};
    assertThat(Heads.of("end2end").decode(rows(6, values), spec, 0))
        .containsExactly(new Candidate(new Box(1, 2, 3, 4), 1, 0.9f));
    float[] unknown = {1, 2, 3, 4, 0.9f, 7};
    assertThatThrownBy(() -> Heads.of("end2end").decode(rows(6, unknown), spec, 0))
        .hasMessageContaining("class 7");
  }

  @Test
  void yoloxGivesPixelsWhereTheGraphDecodes() throws Exception {
    float[] values = new float[21 * 7];
    float[] box = {16, 16, 8, 4, 0.8f, 0.1f, 0.5f};
    System.arraycopy(box, 0, values, 20 * 7, 7);
    Map<String, HeadOutput> outputs = rows(7, values);
    Head yolox = Heads.of("yolox");
    assertThat(yolox.decode(outputs, spec("yolox", Map.of("decoded", "true")), 0.25f))
        .containsExactly(new Candidate(new Box(12, 14, 20, 18), 1, 0.4f));
    // as raw values of the one cell of stride 32
    List<Candidate> raw = yolox.decode(outputs, spec("yolox", Map.of()), 0.25f);
    assertThat(raw.get(0).box().centerX()).isEqualTo(16 * 32);
    assertThatThrownBy(() -> yolox.decode(rows(7, box), spec("yolox", Map.of()), 0.25f))
        .hasMessageContaining("[21, 5 + classes]")
        .hasMessageContaining("--head");
  }

  @Test
  void yolo11MayBeTransposed() throws Exception {
    float[] values = {16, 16, 8, 4, 0.3f, 0.6f, 4, 4, 2, 2, 0.1f, 0.1f};
    assertThat(
            Heads.of("yolo11-rows").decode(rows(6, values), spec("yolo11-rows", Map.of()), 0.25f))
        .containsExactly(new Candidate(new Box(12, 14, 20, 18), 1, 0.6f));
  }

  @Test
  void yolo11TakesTheSurestClassOfAnAnchor() throws Exception {
    DetectorSpec spec = spec("yolo11", Map.of());
    // two anchors side by side: rows are x, y, width, height, a, b
    float[] values = {16, 4, 16, 4, 8, 2, 4, 2, 0.3f, 0.1f, 0.6f, 0.1f};
    assertThat(Heads.of("yolo11").decode(rows(2, values), spec, 0.25f))
        .containsExactly(new Candidate(new Box(12, 14, 20, 18), 1, 0.6f));
    assertThatThrownBy(() -> Heads.of("yolo11").decode(rows(2, new float[14]), spec, 0.25f))
        .hasMessageContaining("3 classes")
        .hasMessageContaining("2 labels");
  }
}
