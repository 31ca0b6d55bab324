package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.Variable;
import io.vedette.federated.train.head.RawHeadOutputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClassLogitsLossTest {

  private final ClassLogitsLoss loss = new ClassLogitsLoss();

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1); // the tensors are too small to share the work
  }

  @Test
  void aStudentThatSaysTheSameHasNothingToLearn() {
    float[] classes = Sides.gaussian(4 * 2, 2);
    DenseAnswer answer = new DenseAnswer(new float[4 * 16], classes, 4, 2);
    try (Scope scope = Scope.open()) {
      RawHeadOutputs same =
          new RawHeadOutputs(
              scope.full(0, 1, 4, 16), scope.tensor(classes, 1, 4, 2), Sides.GRID, 4);

      assertThat(loss.of(Sides.logits(scope, same, answer, 4)).item()).isCloseTo(0, within(1e-5));
    }
  }

  @Test
  void itIsTheDivergenceOfTemperedSigmoidsWhereTheSurerOfTheTwoIsSure() {
    double t = -3;
    double s = 1;
    double temperature = 2;
    double p = 1 / (1 + Math.exp(-t / temperature));
    double q = 1 / (1 + Math.exp(-s / temperature));
    double kl = p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
    double surer = 1 / (1 + Math.exp(-s));
    DenseAnswer answer = new DenseAnswer(new float[16], new float[] {(float) t}, 4, 1);
    try (Scope scope = Scope.open()) {
      RawHeadOutputs student =
          new RawHeadOutputs(
              scope.full(0, 1, 1, 16),
              scope.tensor(new float[] {(float) s}, 1, 1, 1),
              Sides.CELL,
              4);

      double value = loss.of(Sides.logits(scope, student, answer, temperature)).item();

      assertThat(value).isCloseTo(0.5 * surer * temperature * temperature * kl, within(1e-5));
    }
  }

  @Test
  void ofManyAnchorsItIsDividedByHowMuchTheTeacherIsSureOf() {
    float[] own = {0, 0, 0, 0};
    float[] theirs = {1, 1, 1, -9};
    double sure = 1 / (1 + Math.exp(-1));
    double unsure = 1 / (1 + Math.exp(9));
    double kl = sure * Math.log(sure / 0.5) + (1 - sure) * Math.log((1 - sure) / 0.5);
    double other = unsure * Math.log(unsure / 0.5) + (1 - unsure) * Math.log((1 - unsure) / 0.5);
    DenseAnswer answer = new DenseAnswer(new float[4 * 16], theirs, 4, 1);
    try (Scope scope = Scope.open()) {
      RawHeadOutputs student =
          new RawHeadOutputs(scope.full(0, 1, 4, 16), scope.tensor(own, 1, 4, 1), Sides.GRID, 4);

      double value = loss.of(Sides.logits(scope, student, answer, 1)).item();

      assertThat(value).isCloseTo(0.5 * (3 * sure * kl + 0.5 * other) / (3 * sure), within(1e-5));
    }
  }

  @Test
  void gradientsAgreeWithFiniteDifferences() throws Exception {
    float[] teacher = Sides.gaussian(8, 7);
    for (int i = 0; i < teacher.length; i += 2) {
      teacher[i] = 4; // surer than the student, whose own sureness passes no gradient
    }
    DenseAnswer answer = new DenseAnswer(new float[4 * 16], teacher, 4, 2);

    double error =
        Variable.gradientError(
            Sides.gaussian(8, 8),
            new long[] {1, 4, 2},
            (scope, x) ->
                loss.of(
                    Sides.logits(
                        scope,
                        new RawHeadOutputs(scope.full(0, 1, 4, 16), x, Sides.GRID, 4),
                        answer,
                        3)));

    assertThat(error).isLessThan(5e-3);
  }
}
