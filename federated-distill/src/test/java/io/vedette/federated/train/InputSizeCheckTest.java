package io.vedette.federated.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.Weights;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.example.Batch;
import io.vedette.federated.train.example.Target;
import io.vedette.federated.train.loss.LossParts;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches of other sizes than the graph's own. */
class InputSizeCheckTest {

  private static final Supplier<Weights> NO_AVERAGE = () -> new Weights(Map.of());

  private static final TrainingOptions OPTIONS = TrainingOptions.fromScratch(1, 1, 1);

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1);
  }

  private static DetectorSpec spec(Graph graph) throws DetectorException {
    return SpecInference.infer(graph, Hints.NONE, "a graph");
  }

  @Test
  void aStepTakesTheAnchorsOfItsOwnBatch() throws Exception {
    Graph graph = Drawings.tiny();
    try (TrainableStudent student =
        new TrainableStudent(graph, spec(graph), OPTIONS, List.of(), 1, NO_AVERAGE)) {
      Target corner = new Target(new Box(100, 70, 150, 120), 0);
      Batch batch = new Batch(new float[3 * 128 * 160], 128, 160, List.of(List.of(corner)));

      LossParts parts =
          student.step(batch, 0, 1, 1e-3, new DivergenceDetector(StoppingRule.DEFAULT));

      assertThat(parts.box()).isPositive(); // an anchor outside of the graph's own size took it
    }
  }

  @Test
  void convolutionsTakeAnySizeAttentionOverAFixedNumberOfCellsDoesNot() throws Exception {
    Graph plain = Drawings.tiny();
    Graph attentive =
        Yolo11.build(
            new Yolo11.Choices(
                Drawings.LABELS, Drawings.SIDE, 0.5, 0.125, 256, Activation.RELU, 8, true, false),
            1);
    TrainingOptions several = OPTIONS.withAugmentation(OPTIONS.augmentation().withMultiScale(0.5));

    assertThatCode(
            () ->
                new TrainableStudent(plain, spec(plain), several, List.of(), 1, NO_AVERAGE).close())
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                new TrainableStudent(attentive, spec(attentive), several, List.of(), 1, NO_AVERAGE))
        .isInstanceOf(DetectorException.class)
        .hasMessageStartingWith("the graph takes no other input size than its own (Reshape 'b10")
        .hasMessageEndingWith("train it without multi-scale");
  }
}
