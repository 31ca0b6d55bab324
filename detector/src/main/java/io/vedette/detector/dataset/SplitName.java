package io.vedette.detector.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The names of splits: train, val and test, and what else people call them. */
final class SplitName {

  /** Names that mean one split; the names of files and folders are looked through in this order. */
  private static final List<List<String>> NAMES =
      List.of(
          List.of("trainval"),
          List.of("train", "training"),
          List.of("val", "valid", "validation", "validate"),
          List.of("test", "testing"));

  private SplitName() {}

  /** A name and all that mean the same; {@code trainval} answers for train, too. */
  static List<String> same(String name) {
    List<String> same = new ArrayList<>(List.of(name));
    NAMES.stream().filter(names -> names.contains(name)).forEach(same::addAll);
    if (name.equals("train")) {
      same.add("trainval");
    }
    return same;
  }

  /** Every name of every split. */
  static List<String> all() {
    return NAMES.stream().flatMap(List::stream).toList();
  }

  /** The split in the name of a file or its folder, as it is called there; else empty. */
  static String of(Path file) {
    String name = BoundedReader.name(file).toLowerCase(Locale.ROOT);
    String folder = BoundedReader.name(BoundedReader.parent(file)).toLowerCase(Locale.ROOT);
    for (String split : all()) {
      if (folder.equals(split) || name.matches(".*(^|[_.-])" + split + "\\d*([_.-].*|$)")) {
        return split;
      }
    }
    return "";
  }
}
