package io.vedette.federated.distill;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** A black-box teacher's answers as labels: any detector can teach, by its boxes alone. */
public final class PseudoLabels {

  private PseudoLabels() {}

  /**
   * The same pictures with the teacher's boxes in place of whatever labels they had.
   *
   * @param threshold boxes with lower scores are left out, 0 to 1
   * @param progress hears how many pictures are done
   * @throws DetectorException when a picture cannot be read or answered
   */
  public static Dataset of(
      Detector teacher, Dataset pictures, double threshold, IntConsumer progress)
      throws DetectorException {
    List<Sample> labelled = new ArrayList<>();
    for (Sample sample : pictures.samples()) {
      List<Truth> truths = new ArrayList<>();
      for (Detection detection : teacher.detect(sample.picture())) {
        if (detection.score() >= threshold) {
          truths.add(Truth.of(detection.box(), detection.classId()));
        }
      }
      labelled.add(new Sample(sample.id(), sample.file(), sample.width(), sample.height(), truths));
      progress.accept(labelled.size());
    }
    String name = pictures.name() + " as the teacher sees it";
    return new Dataset(name, teacher.spec().labels(), labelled);
  }
}
