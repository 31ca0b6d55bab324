package io.vedette.federated.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.Variable;
import io.vedette.federated.train.head.AnchorGrid;
import io.vedette.federated.train.head.RawHeadOutputs;
import io.vedette.federated.train.head.Scoring;
import io.vedette.federated.train.head.Scoring.Quality;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Four anchors, three classes; the second anchor should say class 2 with a score of 0.8. */
class ScoreLossTest {

  private static final double LOG_2 = Math.log(2);
  private static final Scoring BY_OBJECTNESS = new Scoring(false, 1, 1, 0, Quality.OBJECTNESS);
  private static final Scoring BY_CLASSES = new Scoring(false, 1, 1, 0, Quality.CLASSES);
  private static final Scoring EXCLUSIVE = new Scoring(true, 0.6, 0.4, 0, Quality.OBJECTNESS);
  private static final Scoring FOCAL = new Scoring(false, 0, 1, 2, Quality.CLASSES);

  /** Logit of 0.8. */
  private static final float WANTED = (float) Math.log(4);

  private static final float SURE = 8;

  private final AnchorGrid grid = AnchorGrid.of(16, 16, new int[] {8});
  private final Positives positives =
      new Positives(
          new int[] {1},
          new int[] {2},
          new float[] {0.8f},
          new float[4],
          new float[] {0, 0, 0, 0, 0, 0.8f, 0, 0, 0, 0, 0, 0},
          0.8);

  @Test
  void undecidedScoresCostTheirCrossEntropy() {
    // log 2 at each of four anchors, and at the positive one for three classes or one of three
    assertThat(cost(BY_CLASSES, 0, 0, 0, 0)).isCloseTo(7 * LOG_2, within(1e-5));
    assertThat(cost(BY_OBJECTNESS, 0, 0, 0, 0)).isCloseTo(6.4 * LOG_2, within(1e-5));
    assertThat(cost(EXCLUSIVE, 0, 0, 0, 0)).isCloseTo(4 * LOG_2 + 0.8 * Math.log(3), within(1e-5));
  }

  @Test
  void oneOfTheTwoCarriesTheQuality() {
    assertThat(cost(BY_CLASSES, -SURE, SURE, -SURE, WANTED))
        .isLessThan(cost(BY_CLASSES, -SURE, SURE, -SURE, SURE))
        .isLessThan(cost(BY_CLASSES, -SURE, WANTED, -SURE, WANTED));
    assertThat(cost(BY_OBJECTNESS, -SURE, WANTED, -SURE, SURE))
        .isLessThan(cost(BY_OBJECTNESS, -SURE, SURE, -SURE, SURE))
        .isLessThan(cost(BY_OBJECTNESS, -SURE, WANTED, -SURE, WANTED));
  }

  @Test
  void focusForgivesWhatIsNearlyRight() {
    try (Scope scope = Scope.open()) {
      Tensor boxes = scope.tensor(new float[16], 1, 4, 4);
      Tensor classes = scope.tensor(new float[12], 1, 4, 3);
      RawHeadOutputs outputs = new RawHeadOutputs(boxes, classes, null, grid, 1, FOCAL);

      // eleven scores are wrong by 0.5, one by 0.3; all have a cross entropy of log 2
      assertThat(ScoreLoss.of(scope, outputs, positives).item())
          .isCloseTo((11 * 0.25 + 0.09) * LOG_2, within(1e-5));
    }
  }

  static Stream<Scoring> scorings() {
    return Stream.of(BY_OBJECTNESS, BY_CLASSES, EXCLUSIVE, FOCAL);
  }

  @ParameterizedTest
  @MethodSource("scorings")
  void gradientsAgreeWithFiniteDifferences(Scoring scoring) throws Exception {
    Random random = new Random(4);
    float[] logits = new float[16];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextGaussian();
    }

    assertThat(
            Variable.gradientError(
                logits,
                new long[] {1, 4, 4},
                (scope, x) ->
                    ScoreLoss.of(
                        scope,
                        outputs(scope, x.slice(2, 0, 1), x.slice(2, 1, 4), scoring),
                        positives)))
        .isLessThan(1e-2);
  }

  /**
   * The loss of logits: of the positive anchor's objectness and class, of the other anchors'
   * objectness and of all other classes.
   */
  private double cost(Scoring scoring, float nothing, float there, float others, float mine) {
    float o = others;
    float[] classes = {o, o, o, o, o, mine, o, o, o, o, o, o};
    try (Scope scope = Scope.open()) {
      Tensor objectness = scope.tensor(new float[] {nothing, there, nothing, nothing}, 1, 4, 1);
      RawHeadOutputs outputs = outputs(scope, objectness, scope.tensor(classes, 1, 4, 3), scoring);
      return ScoreLoss.of(scope, outputs, positives).item();
    }
  }

  private RawHeadOutputs outputs(Scope scope, Tensor objectness, Tensor classes, Scoring scoring) {
    Tensor boxes = scope.tensor(new float[16], 1, 4, 4);
    return new RawHeadOutputs(boxes, classes, objectness, grid, 1, scoring);
  }
}
