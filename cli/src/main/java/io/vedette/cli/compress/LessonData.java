package io.vedette.cli.compress;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.DatasetSource;
import io.vedette.detector.dataset.UsualSplits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labelled pictures that variants learn from.
 *
 * @param folder null where none are given
 * @param form of the data; null for recognised
 * @param split their part; null for the usual one
 * @param holdOut every so many is measured on and not learned from; 0 for none
 */
public record LessonData(
    @Nullable Path folder, @Nullable String form, @Nullable String split, int holdOut) {

  static final String MISSING =
      "it needs labelled pictures to learn from; give --train-data D, others than those that are"
          + " judged on";

  /** Whether there is something to learn from. */
  boolean given() {
    return folder != null;
  }

  /**
   * Opens them.
   *
   * @throws DetectorException when none are given, or they cannot be read
   */
  Dataset open() throws DetectorException {
    DatasetSource source = DatasetSource.find(path(), form);
    return source.labelled(split == null ? UsualSplits.of(source).trained() : split);
  }

  /**
   * Pictures to choose by, that nothing was learned from: those held out, as {@code --hold-out}
   * does.
   *
   * @param otherwise where none are
   */
  Dataset heldOut(Dataset otherwise) throws DetectorException {
    return holdsOut() ? open().every(holdOut) : otherwise;
  }

  /** Whether some of them are kept aside. */
  boolean holdsOut() {
    return holdOut > 1;
  }

  List<String> words() throws DetectorException {
    List<String> words = new ArrayList<>(List.of("--data=" + path()));
    words.addAll(form == null ? List.of() : List.of("--form=" + form));
    words.addAll(split == null ? List.of() : List.of("--split=" + split));
    words.add("--hold-out=" + holdOut);
    return words;
  }

  private Path path() throws DetectorException {
    if (folder == null) {
      throw new DetectorException(MISSING);
    }
    return folder;
  }
}
