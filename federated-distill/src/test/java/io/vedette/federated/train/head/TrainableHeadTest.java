package io.vedette.federated.train.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.simplify.ExpandExpectation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrainableHeadTest {

  @Test
  void exportsAreReadAheadOfTheirDecoding() throws Exception {
    Graph graph = Exports.ultralytics();

    TrainableHead head = TrainableHead.of(graph, spec(graph));

    // behind the boxes lies a convolution that takes an expectation and must never learn
    assertThat(head.tensors()).hasSize(2).doesNotContain(graph.outputs().get(0).getName());
    assertThat(head.withRawOutputs(graph).initializers()).isEqualTo(graph.initializers());
    assertThat(head.withRawOutputs(graph).outputs()).isEqualTo(graph.outputs());
  }

  @Test
  void anExpectationByItsPartsHidesNoDistribution() throws Exception {
    Graph graph = Exports.ultralytics();
    Graph expanded = new ExpandExpectation().apply(graph);

    assertThat(expanded).isNotSameAs(graph);
    assertThat(TrainableHead.of(expanded, spec(graph)).tensors())
        .isEqualTo(TrainableHead.of(graph, spec(graph)).tensors());
  }

  @Test
  void aFamilyThatCannotBeTrainedIsNamedWithThoseThatCan() throws Exception {
    Graph graph = Exports.yolov5();
    DetectorSpec spec = spec(graph);
    HeadSpec detr = new HeadSpec("detr", spec.head().parameters());
    DetectorSpec other =
        new DetectorSpec(spec.labels(), spec.input(), detr, spec.scoreThreshold(), spec.nmsIou());

    assertThatThrownBy(() -> TrainableHead.of(graph, other))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("the head detr")
        .hasMessageContaining("yolo11, yolox, yolov5, nanodet, picodet, fastestdet");
  }

  @Test
  void aDetectorOfGrayPicturesIsRefusedBeforeItIsTrained() throws Exception {
    Graph graph = Exports.yolov5();
    DetectorSpec spec = spec(graph);
    DetectorSpec gray = spec.withInput(spec.input().gray());

    assertThatThrownBy(() -> TrainableHead.of(graph, gray))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("one gray channel");
  }

  @Test
  void anExportOfAnotherMakeIsRefusedInsteadOfTrainedTowardsNonsense() {
    // boxes behind the sigmoid, which is skipped as that of scores is: another box comes out
    GraphBuilder other = new GraphBuilder("squashed", 13);
    String pixels = other.input("images", 1, 3, 64, 64);
    String mean = other.node("GlobalAveragePool", pixels).output("mean");
    float[] weights = new float[84 * 7 * 3];
    Arrays.fill(weights, 0.001f);
    String w = other.initializer("weights", weights, 84 * 7, 3, 1, 1);
    String y = other.node("Conv", mean, w).output("y");
    String all = other.node("Sigmoid", y).output("all");
    String rows = other.initializer("rows", new long[] {1, 84, 7}, 3);
    other.output(other.node("Reshape", all, rows).output("output"), 1, 84, 7);
    other.metadata("names", "{0: 'light', 1: 'dark'}");
    Graph graph = other.build();

    assertThatThrownBy(() -> TrainableHead.of(graph, spec(graph)))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("the yolox head of this graph cannot be trained: at anchor 0");
  }

  private static DetectorSpec spec(Graph graph) throws DetectorException {
    return SpecInference.infer(graph, Hints.NONE, "the export");
  }
}
