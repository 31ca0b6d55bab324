package io.vedette.federated.learn;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.head.Hints;
import io.vedette.federated.distill.PseudoLabels;
import io.vedette.federated.distill.RememberingDetector;
import io.vedette.federated.distill.TeacherMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labels pictures with a teacher's boxes.
 *
 * @param threshold boxes of lower scores are left out, 0 to 1
 * @param memory of earlier answers; null for none
 */
record TeacherLabels(TeacherModel teacher, double threshold, @Nullable TeacherMemory memory) {

  private static final int SHOWN_LABELS = 8;

  /**
   * Labels pictures.
   *
   * @param student that will learn from the labels
   * @param others labels of other pictures that it learns from too; empty for none
   * @throws DetectorException when the teacher's labels are not those of the student, before the
   *     first picture; or when a picture cannot be read
   */
  Dataset label(
      Dataset pictures, DetectorSpec student, List<String> others, TrainingSession session)
      throws DetectorException {
    try (Detector detector = teacher.open(Hints.NONE.withScoreThreshold(threshold))) {
      check(detector.spec().labels(), student.labels(), others);
      TeacherMemory remembered = memory;
      if (remembered == null) {
        return label(detector, pictures, session);
      }
      RememberingDetector remembering = new RememberingDetector(detector, remembered);
      Dataset labelled = label(remembering, pictures, session);
      session.observer().message("labels: " + remembering.asked());
      return labelled;
    }
  }

  private Dataset label(Detector detector, Dataset pictures, TrainingSession session)
      throws DetectorException {
    int total = pictures.samples().size();
    return PseudoLabels.of(
        detector, pictures, threshold, session.stoppable("asking the teacher", total));
  }

  private void check(List<String> own, List<String> student, List<String> others)
      throws DetectorException {
    if (!student.containsAll(own)) {
      throw new DetectorException(
          teacher.name()
              + ": the teacher's labels "
              + abridged(own)
              + " are not the student's, "
              + abridged(student)
              + "; give a teacher and a student (or --data, for a new one) of the same labels");
    }
    if (!others.isEmpty() && !own.equals(others)) {
      throw new DetectorException(
          teacher.name()
              + ": the teacher's labels "
              + abridged(own)
              + " are not those of the pictures, "
              + abridged(others)
              + "; use one kind: --labelled-share 0 or 1");
    }
  }

  private static String abridged(List<String> labels) {
    return labels.size() <= SHOWN_LABELS
        ? labels.toString()
        : labels.subList(0, SHOWN_LABELS) + " … (" + labels.size() + ")";
  }
}
