package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.Variable;
import io.vedette.federated.train.head.RawHeadOutputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BoxOverlapLossTest {

  private final BoxOverlapLoss loss = new BoxOverlapLoss();

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1);
  }

  @Test
  void aBoxOfHalfTheSideCoversAQuarter() {
    // the student's distances are 1 on every side, the teacher's 2, with other bins
    float[] own = {0, 50, 0, 0, 0, 50, 0, 0, 0, 50, 0, 0, 0, 50, 0, 0};
    float[] theirs = {0, 0, 50, 0, 0, 50, 0, 0, 50, 0, 0, 50};
    double sure = 1 / (1 + Math.exp(-2));
    DenseAnswer answer = new DenseAnswer(theirs, new float[] {2}, 3, 1);
    try (Scope scope = Scope.open()) {
      RawHeadOutputs student =
          new RawHeadOutputs(scope.tensor(own, 1, 1, 16), scope.full(0, 1, 1, 1), Sides.CELL, 4);

      double value = loss.of(Sides.logits(scope, student, answer, 2)).item();

      assertThat(value).isCloseTo(7.5 * sure * (1 - 4.0 / 16), within(1e-4));
    }
  }

  @Test
  void ofManyAnchorsItIsTheMeanByHowSureTheTeacherIs() {
    float[] own = new float[4 * 4 * 4];
    float[] theirs = new float[4 * 4 * 3];
    for (int side = 0; side < 16; side++) {
      own[side * 4 + 1] = 50;
      theirs[side * 3 + (side < 8 ? 1 : 2)] = 50; // two anchors are right, two are not
    }
    double sure = 1 / (1 + Math.exp(-2));
    double less = 1 / (1 + Math.exp(1));
    DenseAnswer answer = new DenseAnswer(theirs, new float[] {2, 2, 2, -1}, 3, 1);
    try (Scope scope = Scope.open()) {
      RawHeadOutputs student =
          new RawHeadOutputs(scope.tensor(own, 1, 4, 16), scope.full(0, 1, 4, 1), Sides.GRID, 4);

      double value = loss.of(Sides.logits(scope, student, answer, 2)).item();

      assertThat(value).isCloseTo(7.5 * 0.75 * (sure + less) / (3 * sure + less), within(1e-4));
    }
  }

  @Test
  void whereTheTeacherIsUnsureNothingIsCopied() {
    DenseAnswer answer = new DenseAnswer(Sides.gaussian(16, 1), new float[] {-3}, 4, 1);
    try (Scope scope = Scope.open()) {
      RawHeadOutputs student =
          new RawHeadOutputs(scope.full(0, 1, 1, 16), scope.full(0, 1, 1, 1), Sides.CELL, 4);

      assertThat(loss.of(Sides.logits(scope, student, answer, 2)).item()).isZero();
    }
  }

  @Test
  void gradientsAgreeWithFiniteDifferences() throws Exception {
    // the same distances on every side: the aspect term, whose weight has no gradient, is zero
    float[] logits = new float[4 * 16];
    float[] theirs = new float[4 * 16];
    float[] row = Sides.gaussian(4, 5);
    float[] their = Sides.gaussian(4, 6);
    for (int i = 0; i < logits.length; i++) {
      logits[i] = row[i % 4];
      theirs[i] = their[i % 4];
    }
    DenseAnswer answer = new DenseAnswer(theirs, Sides.gaussian(8, 7), 4, 2);

    double error =
        Variable.gradientError(
            logits,
            new long[] {1, 4, 16},
            (scope, x) ->
                loss.of(
                    Sides.logits(
                        scope,
                        new RawHeadOutputs(x, scope.full(0, 1, 4, 2), Sides.GRID, 4),
                        answer,
                        3)));

    assertThat(error).isLessThan(2e-2);
  }
}
