package io.vedette.federated.distill;

import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.head.AnchorGrid;
import io.vedette.federated.train.head.RawHeadOutputs;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Made-up answers of a student and a teacher. */
final class Sides {

  /** Two by two cells of 8 pixels. */
  static final AnchorGrid GRID = AnchorGrid.of(16, 16, new int[] {8});

  /** One cell. */
  static final AnchorGrid CELL = AnchorGrid.of(8, 8, new int[] {8});

  private Sides() {}

  static float[] gaussian(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Features alone; every picture counts 1. */
  static BatchComparison features(Scope scope, List<Tensor> student, List<Tensor> teacher) {
    return features(scope, student, teacher, even(student.get(0)), 0);
  }

  private static double[] even(Tensor feature) {
    return IntStream.range(0, (int) feature.shape()[0]).mapToDouble(i -> 1).toArray();
  }

  static BatchComparison features(
      Scope scope, List<Tensor> student, List<Tensor> teacher, double[] emphasis, long step) {
    long batch = student.get(0).shape()[0];
    RawHeadOutputs outputs =
        new RawHeadOutputs(scope.full(0, batch, 4, 16), scope.full(0, batch, 4, 1), GRID, 4);
    int rows = (int) batch * 4;
    DenseAnswer answer = new DenseAnswer(new float[rows * 16], new float[rows], 4, 1);
    double[] confidence = IntStream.range(0, rows).mapToDouble(answer::confidence).toArray();
    return new BatchComparison(
        scope, outputs, student, answer, teacher, confidence, emphasis, 1, step);
  }

  /** Logits alone; every picture counts 1. */
  static BatchComparison logits(
      Scope scope, RawHeadOutputs student, DenseAnswer teacher, double temperature) {
    double[] even = new double[student.batch()];
    Arrays.fill(even, 1);
    return BatchComparison.of(scope, student, List.of(), teacher, even, temperature, 0);
  }
}
