package io.vedette.federated.distill;

import static io.vedette.federated.distill.Comparisons.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.Variable;
import io.vedette.federated.train.head.AnchorGrid;
import io.vedette.federated.train.head.HeadOutputs;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogitTermsTest {

  private static final List<DistillationTerm> ALL =
      List.of(new ClassLogits(), new BoxOverlap(), new Localization());

  @Test
  void aStudentThatSaysTheSameHasNothingToLearn() {
    DenseAnswer answer = Comparisons.answer(1);
    try (Scope scope = Scope.open()) {
      Comparison same =
          Comparisons.of(
              scope,
              Comparisons.boxes(scope, answer.boxLogits()),
              Comparisons.classes(scope, answer.classLogits()),
              answer,
              3);
      Comparison other =
          Comparisons.of(
              scope,
              Comparisons.boxes(scope, gaussian(answer.boxLogits().length, 8)),
              Comparisons.classes(scope, gaussian(answer.classLogits().length, 9)),
              answer,
              3);
      for (DistillationTerm term : ALL) {
        assertThat(term.of(same).item()).as(term.toString()).isCloseTo(0, within(1e-4));
        assertThat(term.of(other).item()).as(term.toString()).isGreaterThan(0.01);
      }
    }
  }

  @Test
  void classesAreTheKlDivergenceOfTemperedSigmoids() {
    // one anchor, one class, a teacher that sees nothing near
    AnchorGrid single = AnchorGrid.of(8, 8, new int[] {8});
    double t = -3;
    double s = 1;
    double temperature = 2;
    double p = 1 / (1 + Math.exp(-t / temperature));
    double q = 1 / (1 + Math.exp(-s / temperature));
    double kl = p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
    double sure = 1 / (1 + Math.exp(-s));
    try (Scope scope = Scope.open()) {
      HeadOutputs student =
          new HeadOutputs(
              scope.tensor(new float[16], 1, 1, 16),
              scope.tensor(new float[] {(float) s}, 1, 1, 1),
              single,
              4);
      DenseAnswer answer = new DenseAnswer(new float[16], new float[] {(float) t}, 4, 1);
      Comparison comparison =
          Comparison.of(scope, student, List.of(), answer, new double[] {1}, temperature, 0);

      assertThat(new ClassLogits().of(comparison).item())
          .isCloseTo(0.5 * sure * 4 * kl, within(1e-5));
    }
  }

  @Test
  void localizationIsTheKlDivergenceOfTemperedSoftmaxes() {
    AnchorGrid single = AnchorGrid.of(8, 8, new int[] {8});
    double temperature = 2;
    float[] theirs = {2, 0, 2, 0, 2, 0, 2, 0};
    double p = 1 / (1 + Math.exp(-2 / temperature));
    double kl = p * Math.log(p / 0.5) + (1 - p) * Math.log((1 - p) / 0.5);
    double sure = 1 / (1 + Math.exp(-3));
    try (Scope scope = Scope.open()) {
      HeadOutputs student =
          new HeadOutputs(
              scope.tensor(new float[8], 1, 1, 8), scope.tensor(new float[1], 1, 1, 1), single, 2);
      DenseAnswer answer = new DenseAnswer(theirs, new float[] {3}, 2, 1);
      Comparison comparison =
          Comparison.of(scope, student, List.of(), answer, new double[] {1}, temperature, 0);

      assertThat(new Localization().of(comparison).item())
          .isCloseTo(1.5 * sure * 4 * kl, within(1e-5));
    }
  }

  @Test
  void gradientsAgreeWithFiniteDifferences() throws Exception {
    DenseAnswer answer = Comparisons.answer(1);
    // the same distances on every side: the aspect term, whose weight has no gradient, is zero
    float[] boxes = new float[answer.boxLogits().length];
    float[] row = gaussian(4, 5);
    float[] their = gaussian(4, 6);
    float[] theirs = new float[boxes.length];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = row[i % 4];
      theirs[i] = their[i % 4];
    }
    DenseAnswer square = new DenseAnswer(theirs, answer.classLogits(), 4, 2);
    for (DistillationTerm term : List.of(new BoxOverlap(), new Localization())) {
      double error =
          Variable.gradientError(
              boxes,
              new long[] {2, 4, 16},
              (scope, x) ->
                  term.of(
                      Comparisons.of(
                          scope, x, Comparisons.classes(scope, gaussian(16, 8)), square, 3)));
      assertThat(error).as(term.toString()).isLessThan(2e-2);
    }
    // the weights are the teacher's where it is the surer one; they have no gradient
    float[] sure = answer.classLogits().clone();
    for (int i = 0; i < sure.length; i++) {
      sure[i] += 6;
    }
    DenseAnswer surer = new DenseAnswer(answer.boxLogits(), sure, 4, 2);
    double error =
        Variable.gradientError(
            gaussian(16, 8),
            new long[] {2, 4, 2},
            (scope, x) ->
                new ClassLogits()
                    .of(
                        Comparisons.of(
                            scope, Comparisons.boxes(scope, answer.boxLogits()), x, surer, 3)));
    assertThat(error).isLessThan(2e-2);
  }
}
