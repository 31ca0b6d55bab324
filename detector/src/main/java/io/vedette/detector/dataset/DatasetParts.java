package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The parts in which a dataset lies, each of a split: train, val, test and the like, or none where
 * the part is the whole. A part that is a file of its own goes by the file's name, too.
 */
final class DatasetParts {

  private record Entry(String split, String file, DatasetForm.Part part) {}

  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param split empty for the whole
   */
  void add(String split, DatasetForm.Part part) {
    entries.add(new Entry(split, "", part));
  }

  void add(String split, Path file, DatasetForm.Part part) {
    entries.add(new Entry(split, stem(file), part));
  }

  private static String stem(Path file) {
    return BoundedReader.name(file).replaceFirst("\\.\\w+$", "");
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The splits, in order; not the whole. */
  List<String> splits() {
    return entries.stream().map(Entry::split).filter(s -> !s.isEmpty()).distinct().toList();
  }

  /**
   * Everything: the whole where there is one, else all parts.
   *
   * @throws DetectorException when it is not clear which of several files is meant
   */
  List<DatasetForm.Part> all(Path path) throws DetectorException {
    Set<String> wanted = new LinkedHashSet<>();
    entries.forEach(entry -> wanted.add(entry.split));
    List<DatasetForm.Part> parts = new ArrayList<>();
    for (String split : wanted.contains("") ? Set.of("") : wanted) {
      parts.add(only(path, split));
    }
    return parts;
  }

  /**
   * The part of a split or of a file.
   *
   * @throws DetectorException when there is none, or it is not clear which of several is meant
   */
  DatasetForm.Part named(Path path, String name) throws DetectorException {
    for (String split : SplitName.same(name)) {
      if (splits().contains(split)) {
        return only(path, split);
      }
    }
    for (Entry entry : entries) {
      if (entry.file.equals(name)) {
        return entry.part;
      }
    }
    List<String> there = splits();
    throw new DetectorException(
        path
            + ": there is no split '"
            + name
            + "'; "
            + (there.isEmpty()
                ? "the dataset is not split"
                : "there are: " + String.join(", ", there)));
  }

  private DatasetForm.Part only(Path path, String split) throws DetectorException {
    List<Entry> of = entries.stream().filter(entry -> entry.split.equals(split)).toList();
    if (of.size() > 1) {
      Collection<String> files = of.stream().map(Entry::file).toList();
      throw new DetectorException(
          path
              + ": holds several annotation files"
              + (split.isEmpty() ? "" : " of the split '" + split + "'")
              + "; choose one by its name, with --split: "
              + String.join(", ", files));
    }
    return of.get(0).part;
  }
}
