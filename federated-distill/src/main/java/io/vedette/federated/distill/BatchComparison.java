package io.vedette.federated.distill;

import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.head.RawHeadOutputs;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A student's and a teacher's answer to the same batch, side by side.
 *
 * @param student what its head answers
 * @param studentFeatures {@code [batch, channels, height, width]} of each level, finest first
 * @param teacher its answer as numbers
 * @param teacherFeatures likewise, as constants
 * @param confidence the teacher's highest score at every anchor of the batch, 0 to 1
 * @param emphasis what each picture counts, 1 on average
 * @param temperature T, 1 or more: softens both answers
 * @param step number of the training step, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // read in inner loops, never compared
record BatchComparison(
    Scope scope,
    RawHeadOutputs student,
    List<Tensor> studentFeatures,
    DenseAnswer teacher,
    List<Tensor> teacherFeatures,
    double[] confidence,
    double[] emphasis,
    double temperature,
    long step) {

  /** Boxes of anchors at which the teacher is less sure are not copied. */
  private static final double LEAST_CONFIDENCE = 0.1;

  static BatchComparison of(
      Scope scope,
      RawHeadOutputs student,
      List<Tensor> features,
      DenseAnswer teacher,
      double[] emphasis,
      double temperature,
      long step) {
    return new BatchComparison(
        scope,
        student,
        features,
        teacher,
        teacher.features().stream().map(t -> scope.tensor(t.values(), t.shape())).toList(),
        IntStream.range(0, teacher.rows()).mapToDouble(teacher::confidence).toArray(),
        emphasis,
        temperature,
        step);
  }

  /** What an anchor's picture counts. */
  double emphasisOf(int row) {
    return emphasis[row / student.anchors()];
  }

  /** The mean of a loss of each picture, {@code [batch]}, by what the picture counts. */
  Tensor mean(Tensor perPicture) {
    float[] counts = new float[emphasis.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (float) emphasis[i];
    }
    return perPicture.mul(scope.tensor(counts, counts.length)).mean();
  }

  /** Anchors of the batch at which the teacher is sure of something. */
  int[] sure() {
    return IntStream.range(0, confidence.length)
        .filter(row -> confidence[row] > LEAST_CONFIDENCE)
        .toArray();
  }

  /** How much the teacher is sure of in the whole batch; 1 at least: losses are divided by it. */
  double norm() {
    return Math.max(1, Arrays.stream(confidence).filter(c -> c > LEAST_CONFIDENCE).sum());
  }

  /** The student's box logits at some anchors, {@code [rows, 4 * bins]}. */
  Tensor ownBoxes(int[] rows) {
    return student.boxLogitsOf(rows);
  }

  /** The teacher's box logits at some anchors, {@code [rows, 4 * bins]}. */
  Tensor theirBoxes(int[] rows) {
    int width = 4 * teacher.bins();
    float[] chosen = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(teacher.boxLogits(), rows[i] * width, chosen, i * width, width);
    }
    return scope.tensor(chosen, rows.length, width);
  }

  /** How sure the teacher is at some anchors, by what their picture counts, {@code [rows, 1]}. */
  Tensor shares(int[] rows) {
    float[] shares = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      shares[i] = (float) (confidence[rows[i]] * emphasisOf(rows[i]));
    }
    return scope.tensor(shares, rows.length, 1);
  }
}
