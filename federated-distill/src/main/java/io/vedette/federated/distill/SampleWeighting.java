package io.vedette.federated.distill;

import io.vedette.federated.train.head.RawHeadOutputs;
import java.util.Arrays;

/**
 * What each picture of a batch counts: as much as the others, or more where the student is further
 * from its teacher. The hard ones by the mean difference of the scores at the anchors where either
 * sees something, over the batch's mean, no less than a third and no more than three; then all are
 * scaled to 1 on average. As focal losses weigh.
 *
 * @see <a href="https://arxiv.org/abs/1708.02002">Lin et al., Focal Loss for Dense Object
 *     Detection</a>
 */
public enum SampleWeighting {
  EVEN {
    @Override
    double[] of(RawHeadOutputs student, DenseAnswer teacher) {
      double[] even = new double[student.batch()];
      Arrays.fill(even, 1);
      return even;
    }
  },
  HARD {
    @Override
    double[] of(RawHeadOutputs student, DenseAnswer teacher) {
      float[] own = student.classLogits().detach().toFloats();
      double[] far = new double[student.batch()];
      for (int picture = 0; picture < far.length; picture++) {
        far[picture] = disagreement(own, teacher, picture, student.anchors());
      }
      double mean = Math.max(1e-9, mean(far));
      double[] within =
          Arrays.stream(far).map(f -> Math.min(MOST, Math.max(1 / MOST, f / mean))).toArray();
      double scale = mean(within);
      return Arrays.stream(within).map(w -> w / scale).toArray();
    }
  };

  private static final double MOST = 3;

  /** Anchors at which neither score reaches this say nothing. */
  private static final double LEAST = 0.05;

  abstract double[] of(RawHeadOutputs student, DenseAnswer teacher);

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static double disagreement(float[] own, DenseAnswer teacher, int picture, int anchors) {
    double sum = 0;
    int seen = 0;
    for (int row = picture * anchors; row < (picture + 1) * anchors; row++) {
      double ours = DenseAnswer.confidence(own, row, teacher.classes());
      double theirs = teacher.confidence(row);
      if (Math.max(ours, theirs) > LEAST) {
        sum += Math.abs(ours - theirs);
        seen++;
      }
    }
    return seen == 0 ? 0 : sum / seen;
  }
}
