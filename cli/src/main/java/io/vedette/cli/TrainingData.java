package io.vedette.cli;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.dataset.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several datasets with the same labels as one. */
final class TrainingData {

  private TrainingData() {}

  static Dataset open(List<Path> paths, @Nullable String split) throws DetectorException {
    Dataset first = Datasets.open(paths.get(0), split);
    if (paths.size() == 1) {
      return first;
    }
    List<Sample> samples = new ArrayList<>(first.samples());
    for (Path path : paths.subList(1, paths.size())) {
      Dataset next = Datasets.open(path, split);
      if (!next.labels().equals(first.labels())) {
        throw new DetectorException(
            path
                + ": its labels "
                + next.labels()
                + " are not those of "
                + paths.get(0)
                + ", "
                + first.labels()
                + "; give datasets with the same labels in the same order");
      }
      samples.addAll(next.samples());
    }
    return first.withSamples(samples);
  }
}
