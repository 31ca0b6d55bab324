package io.vedette.edge.escalate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OnlineRidgeTest {

  private static final int SIZE = 4;
  private static final double STRENGTH = 2;
  private static final double FORGETTING = 0.9995;
  private static final double[] PRIOR = {0.5, -1, 0, 2};

  private static double[] features(Random random) {
    return random.doubles(SIZE, -1, 1).toArray();
  }

  private static double target(double[] x, Random random) {
    return 3 * x[0] - 2 * x[1] + 0.5 * x[2] - x[3] + 0.1 * random.nextGaussian();
  }

  /**
   * After n examples the weights are those of the least squares problem: example i has the weight
   * 0.9995^(n-i), and the squared distance from the prior the weight 0.9995^n times its strength.
   */
  @Test
  void itsWeightsSolveTheLeastSquaresProblem() {
    OnlineRidge ridge = new OnlineRidge(PRIOR, STRENGTH);
    double[][] matrix = new double[SIZE][SIZE];
    double[] right = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      matrix[i][i] = STRENGTH;
      right[i] = STRENGTH * PRIOR[i];
    }
    Random random = new Random(3);
    for (int n = 0; n < 500; n++) {
      double[] x = features(random);
      double y = target(x, random);
      ridge.learn(x, y);
      for (int i = 0; i < SIZE; i++) {
        right[i] = FORGETTING * right[i] + x[i] * y;
        for (int j = 0; j < SIZE; j++) {
          matrix[i][j] = FORGETTING * matrix[i][j] + x[i] * x[j];
        }
      }
    }
    double[] expected = solved(matrix, right);
    double[] state = new double[ridge.stateSize()];
    ridge.save(state, 0);
    for (int i = 0; i < SIZE; i++) {
      assertThat(state[i]).isCloseTo(expected[i], offset(1e-9));
    }
    double[] x = features(random);
    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      sum += expected[i] * x[i];
    }
    assertThat(ridge.predict(x)).isCloseTo(sum, offset(1e-9));
  }

  /** By elimination; the matrix is positive definite, so no row is exchanged. */
  private static double[] solved(double[][] matrix, double[] right) {
    double[][] a = new double[SIZE][];
    for (int i = 0; i < SIZE; i++) {
      a[i] = matrix[i].clone();
    }
    double[] b = right.clone();
    for (int k = 0; k < SIZE; k++) {
      for (int i = k + 1; i < SIZE; i++) {
        double factor = a[i][k] / a[k][k];
        b[i] -= factor * b[k];
        for (int j = k; j < SIZE; j++) {
          a[i][j] -= factor * a[k][j];
        }
      }
    }
    for (int i = SIZE - 1; i >= 0; i--) {
      for (int j = i + 1; j < SIZE; j++) {
        b[i] -= a[i][j] * b[j];
      }
      b[i] /= a[i][i];
    }
    return b;
  }

  @Test
  void withoutExamplesOfADirectionItsVarianceStaysBounded() {
    OnlineRidge ridge = new OnlineRidge(PRIOR, STRENGTH);
    for (int i = 0; i < 50_000; i++) {
      ridge.learn(new double[] {1, 0, 0, 0}, 1);
    }
    double[] state = new double[ridge.stateSize()];
    ridge.save(state, 0);
    double trace = 0;
    for (int i = 0; i < SIZE; i++) {
      trace += state[SIZE + i * SIZE + i];
    }
    assertThat(trace).isBetween(9.0 * SIZE, 10.1 * SIZE);
  }

  @Test
  void itGoesOnFromASavedState() {
    Random random = new Random(5);
    OnlineRidge ridge = new OnlineRidge(PRIOR, STRENGTH);
    for (int i = 0; i < 20; i++) {
      double[] x = features(random);
      ridge.learn(x, target(x, random));
    }
    double[] state = new double[1 + ridge.stateSize()];
    ridge.save(state, 1);
    OnlineRidge again = new OnlineRidge(new double[SIZE], 1);
    again.restore(state, 1);

    double[] next = features(random);
    ridge.learn(next, 7);
    again.learn(next, 7);
    double[] asked = features(random);
    assertThat(again.predict(asked)).isEqualTo(ridge.predict(asked));
  }
}
