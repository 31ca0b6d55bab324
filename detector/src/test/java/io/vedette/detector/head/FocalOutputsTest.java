package io.vedette.detector.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.DetectorSpec;
import io.vedette.detector.InputSpec.ColorOrder;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FocalOutputsTest {

  private static final int[] CELLS = {64, 16, 4, 1}; // strides 8 to 64 of a 64x64 input

  private static Graph picodet(int classes) {
    GraphBuilder g = new GraphBuilder("picodet", 11);
    String x = g.input("image", 1, 3, 64, 64);
    for (int cells : CELLS) {
      g.output(g.node("Identity", x).output("scores" + cells), 1, cells, classes);
    }
    for (int cells : CELLS) {
      g.output(g.node("Identity", x).output("boxes" + cells), 1, cells, 32);
    }
    return g.build();
  }

  @Test
  void aBoxIsTheMeanOfItsDistributions() throws Exception {
    DetectorSpec spec =
        SpecInference.infer(picodet(2), Hints.NONE.withLabels(List.of("a", "b")), "m");
    assertThat(spec.head().family()).isEqualTo("picodet");
    assertThat(spec.input().colorOrder()).isEqualTo(ColorOrder.RGB);
    Map<String, HeadOutput> outputs = new LinkedHashMap<>();
    for (int cells : CELLS) {
      outputs.put(
          "scores" + cells, new HeadOutput("s", new int[] {cells, 2}, new float[cells * 2], 0));
      outputs.put(
          "boxes" + cells, new HeadOutput("b", new int[] {cells, 32}, new float[cells * 32], 0));
    }
    // stride 16, cell (column 2, row 1): class b, distances 1, 1, and halfway between 2 and 3
    outputs.get("scores16").data()[6 * 2 + 1] = 0.9f;
    float[] boxes = outputs.get("boxes16").data();
    boxes[6 * 32 + 1] = 50;
    boxes[6 * 32 + 8 + 1] = 50;
    for (int side = 2; side < 4; side++) {
      boxes[6 * 32 + side * 8 + 2] = 50;
      boxes[6 * 32 + side * 8 + 3] = 50;
    }
    List<Candidate> seen = Heads.of("picodet").decode(outputs, spec, 0.5f);
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).classId()).isEqualTo(1);
    // centre (2.5, 1.5) * 16
    assertThat(seen.get(0).box().x1()).isCloseTo(40 - 16, within(1e-3f));
    assertThat(seen.get(0).box().y1()).isCloseTo(24 - 16, within(1e-3f));
    assertThat(seen.get(0).box().x2()).isCloseTo(40 + 40, within(1e-3f));
    assertThat(seen.get(0).box().y2()).isCloseTo(24 + 40, within(1e-3f));
  }

  @Test
  void asManyClassesAsBinsAreNotMistakenForBoxes() throws Exception {
    List<String> labels = java.util.stream.IntStream.range(0, 32).mapToObj(i -> "c" + i).toList();
    DetectorSpec spec = SpecInference.infer(picodet(32), Hints.NONE.withLabels(labels), "m");
    assertThat(spec.head().parameters())
        .containsEntry("class_outputs", "scores64,scores16,scores4,scores1");
  }
}
