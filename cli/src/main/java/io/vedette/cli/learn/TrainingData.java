package io.vedette.cli.learn;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a training sees and what it is measured on.
 *
 * @param measured never trained on; null for none
 */
record TrainingData(Dataset trained, @Nullable Dataset measured) {

  /** Keeps every nth picture aside, the first included. */
  static TrainingData holdOut(Dataset all, int nth) {
    Dataset measured = all.every(nth);
    Set<Sample> aside = new HashSet<>(measured.samples());
    List<Sample> trained = all.samples().stream().filter(s -> !aside.contains(s)).toList();
    return new TrainingData(all.withSamples(trained), measured);
  }

  /** Opens one of several datasets. */
  @FunctionalInterface
  interface Opener {
    Dataset open(Path path) throws DetectorException;
  }

  /** Several datasets with the same labels as one. */
  static Dataset join(List<Path> paths, Opener opener) throws DetectorException {
    Dataset first = opener.open(paths.get(0));
    if (paths.size() == 1) {
      return first;
    }
    List<Sample> samples = new ArrayList<>(first.samples());
    for (Path path : paths.subList(1, paths.size())) {
      Dataset next = opener.open(path);
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
