package io.vedette.cli.learn;

import io.vedette.cli.option.NamedModels;
import io.vedette.cli.progress.ProgressLine;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.distill.PseudoLabels;
import io.vedette.federated.distill.RememberingDetector;
import io.vedette.federated.distill.TeacherMemory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The teacher whose boxes label pictures. Whether its labels are the student's is known before the
 * first picture.
 *
 * @param file an ONNX file
 * @param threshold boxes with lower scores are left out, 0 to 1
 * @param memory of earlier answers; null for none
 * @param err where progress is shown
 */
record FirstTeacher(Path file, double threshold, @Nullable TeacherMemory memory, PrintWriter err) {

  private static final int SHOWN_LABELS = 8;

  /**
   * Opens the teacher and labels pictures.
   *
   * @param student that will learn from the labels
   * @param beside labels of pictures that will be learnt from besides; empty for none
   * @param training asked after every picture whether to go on
   * @throws DetectorException when the labels are not those of the student, or a picture cannot be
   *     read
   */
  Dataset label(
      Dataset pictures, DetectorSpec student, List<String> beside, StoppableTraining training)
      throws DetectorException {
    Hints hints = Hints.NONE.withScoreThreshold(threshold);
    try (Detector detector = NamedModels.open(file, hints, RuntimeOptions.DEFAULT)) {
      check(detector.spec().labels(), student.labels(), beside);
      TeacherMemory remembered = memory;
      if (remembered == null) {
        return label(detector, pictures, training);
      }
      RememberingDetector remembering = new RememberingDetector(detector, remembered);
      Dataset labelled = label(remembering, pictures, training);
      err.println("labels: " + remembering.asked());
      return labelled;
    }
  }

  private Dataset label(Detector detector, Dataset pictures, StoppableTraining training)
      throws DetectorException {
    ProgressLine progress = new ProgressLine(err, "asking the teacher", pictures.samples().size());
    return PseudoLabels.of(
        detector,
        pictures,
        threshold,
        done -> {
          training.check();
          progress.at(done);
        });
  }

  private void check(List<String> own, List<String> student, List<String> beside)
      throws DetectorException {
    if (!student.containsAll(own)) {
      throw new DetectorException(
          file
              + ": the teacher's labels "
              + abridged(own)
              + " are not the student's, "
              + abridged(student)
              + "; give a teacher and a student (or --data, for a new one) of the same labels");
    }
    if (!beside.isEmpty() && !own.equals(beside)) {
      throw new DetectorException(
          file
              + ": the teacher's labels "
              + abridged(own)
              + " are not those of the pictures, "
              + abridged(beside)
              + "; use one kind: --labelled-share 0 or 1");
    }
  }

  private static String abridged(List<String> labels) {
    return labels.size() <= SHOWN_LABELS
        ? labels.toString()
        : labels.subList(0, SHOWN_LABELS) + " … (" + labels.size() + ")";
  }
}
