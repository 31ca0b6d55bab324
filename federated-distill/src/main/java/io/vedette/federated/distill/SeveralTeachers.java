package io.vedette.federated.distill;

import io.vedette.detector.DetectorException;
import io.vedette.federated.train.TrainingStep;
import java.util.List;

/**
 * Several teachers as one: at every anchor the one that is surest of something speaks. Their labels
 * and bins are the same; features are the first one's.
 *
 * @see <a href="https://dl.acm.org/doi/10.1145/3097983.3098135">You et al., Learning from Multiple
 *     Teacher Networks</a>
 */
public final class SeveralTeachers implements Teacher {

  private final List<? extends Teacher> teachers;

  /**
   * @param teachers one at least; closed with this
   */
  public SeveralTeachers(List<? extends Teacher> teachers) {
    if (teachers.isEmpty()) {
      throw new IllegalArgumentException("no teacher is given");
    }
    this.teachers = List.copyOf(teachers);
  }

  @Override
  public DenseAnswer answer(TrainingStep step) throws DetectorException {
    DenseAnswer surest = teachers.get(0).answer(step);
    for (Teacher teacher : teachers.subList(1, teachers.size())) {
      surest = surer(surest, teacher.answer(step));
    }
    return surest;
  }

  private static DenseAnswer surer(DenseAnswer one, DenseAnswer other) throws DetectorException {
    if (one.bins() != other.bins() || one.classes() != other.classes()) {
      throw new DetectorException("the teachers have different labels or bins; give one of them");
    }
    float[] boxes = one.boxLogits().clone();
    float[] classes = one.classLogits().clone();
    int width = 4 * one.bins();
    for (int row = 0; row < one.rows(); row++) {
      if (other.confidence(row) > one.confidence(row)) {
        System.arraycopy(other.boxLogits(), row * width, boxes, row * width, width);
        int first = row * one.classes();
        System.arraycopy(other.classLogits(), first, classes, first, one.classes());
      }
    }
    return new DenseAnswer(boxes, classes, one.bins(), one.classes(), one.features());
  }

  @Override
  public void close() {
    teachers.forEach(Teacher::close);
  }
}
