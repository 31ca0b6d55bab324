package io.vedette.federated.learn;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.TenthByName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one training.
 *
 * @param trained the pictures to train on
 * @param measured the pictures to measure every epoch on, never trained on; null for none
 */
public record TrainingData(Dataset trained, @Nullable Dataset measured) {

  /** Measures on every nth picture, the first included, and trains on the others. */
  public static TrainingData holdOut(Dataset all, int nth) {
    Dataset measured = all.every(nth);
    Set<Sample> aside = new HashSet<>(measured.samples());
    List<Sample> trained = all.samples().stream().filter(s -> !aside.contains(s)).toList();
    return new TrainingData(all.withSamples(trained), measured);
  }

  /**
   * Measures on a tenth of the pictures, chosen by a hash of their names, and trains on the others;
   * measures on none if either part would have no object.
   */
  public static TrainingData holdOutTenth(Dataset all) {
    Dataset aside = TenthByName.of(all);
    Dataset others = TenthByName.othersOf(all);
    return aside.objects() == 0 || others.objects() == 0
        ? new TrainingData(all, null)
        : new TrainingData(others, aside);
  }

  /** Opens one of several datasets. */
  @FunctionalInterface
  public interface Opener<T> {
    Dataset open(T one) throws DetectorException;
  }

  /** Several datasets with the same labels as one. */
  public static <T> Dataset join(List<T> all, Opener<T> opener) throws DetectorException {
    List<Dataset> opened = new ArrayList<>();
    for (T one : all) {
      opened.add(opener.open(one));
    }
    return joined(opened);
  }

  /**
   * Several datasets with the same labels as one.
   *
   * @throws DetectorException when their labels differ
   */
  public static Dataset joined(List<Dataset> all) throws DetectorException {
    Dataset first = all.get(0);
    List<Sample> samples = new ArrayList<>();
    for (Dataset next : all) {
      if (!next.labels().equals(first.labels())) {
        throw new DetectorException(
            next.name()
                + ": its labels "
                + next.labels()
                + " are not those of "
                + first.name()
                + ", "
                + first.labels()
                + "; give datasets with the same labels in the same order");
      }
      samples.addAll(next.samples());
    }
    return first.withSamples(samples);
  }
}
