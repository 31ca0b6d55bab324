package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Labelled pictures that share one list of labels.
 *
 * @param name for people
 * @param labels class names; the index is the class id of a {@link Truth}
 * @param samples in the order of their source
 */
public record Dataset(String name, List<String> labels, List<Sample> samples) {

  public Dataset {
    labels = List.copyOf(labels);
    samples = List.copyOf(samples);
  }

  /** How many objects are labelled in all. */
  public long objects() {
    return samples.stream().mapToLong(sample -> sample.truths().size()).sum();
  }

  /** The same dataset with other samples: a part of it, or another order. */
  public Dataset withSamples(List<Sample> chosen) {
    return new Dataset(name, labels, chosen);
  }

  /** Every nth of the samples, the first included. */
  public Dataset every(int nth) {
    return withSamples(
        IntStream.range(0, samples.size())
            .filter(i -> i % nth == 0)
            .mapToObj(samples::get)
            .toList());
  }

  /**
   * What the dataset says, as one number: SHA-256 over labels, truths and picture files, lower-case
   * hexadecimal. Where it lies and what it is called does not matter.
   *
   * @throws DetectorException when a picture cannot be read
   */
  public String digest() throws DetectorException {
    return DatasetDigest.of(this);
  }

  /** Both datasets in one; labels are joined by name, ids of the second get its name in front. */
  Dataset plus(Dataset other) {
    Set<String> joined = new LinkedHashSet<>(labels);
    joined.addAll(other.labels);
    List<String> names = List.copyOf(joined);
    List<Sample> all = new ArrayList<>(samples);
    for (Sample sample : other.samples) {
      List<Truth> truths =
          sample.truths().stream()
              .map(
                  truth ->
                      new Truth(
                          truth.box(),
                          names.indexOf(other.labels.get(truth.classId())),
                          truth.crowd(),
                          truth.area()))
              .toList();
      String id = other.name + "/" + sample.id();
      all.add(new Sample(id, sample.file(), sample.width(), sample.height(), truths));
    }
    return new Dataset(name + ", " + other.name, names, all);
  }
}
