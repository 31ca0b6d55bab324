package io.vedette.federated.train.fewshot;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import java.util.ArrayList;
import java.util.List;

/** Maps a dataset's samples to the class ids of another list of labels. */
final class ClassIdMapping {

  private ClassIdMapping() {}

  /**
   * @throws DetectorException when the list lacks a label of the dataset
   */
  static List<Sample> of(Dataset dataset, List<String> labels) throws DetectorException {
    for (String label : dataset.labels()) {
      if (!labels.contains(label)) {
        throw new DetectorException(
            dataset.name() + ": label '" + label + "' is none of " + labels);
      }
    }
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : dataset.samples()) {
      List<Truth> truths = new ArrayList<>();
      for (Truth truth : sample.truths()) {
        int id = labels.indexOf(dataset.labels().get(truth.classId()));
        truths.add(new Truth(truth.box(), id, truth.crowd(), truth.area()));
      }
      samples.add(new Sample(sample.id(), sample.file(), sample.width(), sample.height(), truths));
    }
    return samples;
  }
}
