package io.vedette.federated.distill;

import io.vedette.detector.runtime.FloatTensor;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.head.AnchorGrid;
import io.vedette.federated.train.head.HeadOutputs;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Answers to compare, made by hand. Two pictures of four anchors, two classes, four bins. */
final class Comparisons {

  static final int PICTURES = 2;
  static final int BINS = 4;
  static final int CLASSES = 2;
  static final AnchorGrid GRID = AnchorGrid.of(16, 16, new int[] {8});
  static final int ROWS = 8;

  private Comparisons() {}

  static float[] gaussian(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  static DenseAnswer answer(long seed) {
    return new DenseAnswer(
        gaussian(ROWS * 4 * BINS, seed), gaussian(ROWS * CLASSES, seed + 1), BINS, CLASSES);
  }

  static Tensor boxes(Scope scope, float[] values) {
    return scope.tensor(values, PICTURES, GRID.size(), 4 * BINS);
  }

  static Tensor classes(Scope scope, float[] values) {
    return scope.tensor(values, PICTURES, GRID.size(), CLASSES);
  }

  /** Logits alone. */
  static Comparison of(
      Scope scope, Tensor boxes, Tensor classes, DenseAnswer teacher, double temperature) {
    return Comparison.of(
        scope,
        new HeadOutputs(boxes, classes, GRID, BINS),
        List.of(),
        teacher,
        new double[] {1, 1},
        temperature,
        0);
  }

  /** Features of one level or more; the logits say nothing. */
  static Comparison features(Scope scope, List<Tensor> student, List<FloatTensor> teacher) {
    int pictures = (int) student.get(0).shape()[0];
    int rows = pictures * GRID.size();
    DenseAnswer answer =
        new DenseAnswer(
            new float[rows * 4 * BINS], new float[rows * CLASSES], BINS, CLASSES, teacher);
    HeadOutputs outputs =
        new HeadOutputs(
            scope.tensor(new float[rows * 4 * BINS], pictures, GRID.size(), 4L * BINS),
            scope.tensor(new float[rows * CLASSES], pictures, GRID.size(), CLASSES),
            GRID,
            BINS);
    double[] even = new double[pictures];
    Arrays.fill(even, 1);
    return Comparison.of(scope, outputs, student, answer, even, 1, 0);
  }
}
