package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What readers find wrong. Either the first thing that cannot be read ends the reading, and nothing
 * else is looked for; or everything is looked for and noted, and readers go on without it.
 */
final class Findings {

  /** Problems beyond so many are counted, but not told. */
  private static final int MAX_TOLD = 10_000;

  private final boolean all;
  private final List<Problem> told = new ArrayList<>();
  private final Map<Problem.Kind, Integer> counts = new EnumMap<>(Problem.Kind.class);
  private final Map<Path, String> met = new HashMap<>();
  private int pictures;
  private int boxesLeftOut;

  private Findings(boolean all) {
    this.all = all;
  }

  static Findings endAtTheFirst() {
    return new Findings(false);
  }

  static Findings all() {
    return new Findings(true);
  }

  /** Whether to look for what does not hinder reading. */
  boolean areAll() {
    return all;
  }

  /** Something cannot be read. */
  void note(Problem.Kind kind, DetectorException e) throws DetectorException {
    if (!all) {
      throw e;
    }
    note(kind, String.valueOf(e.getMessage()));
  }

  /** Something can be read, but not trained on. */
  void note(Problem.Kind kind, String text) {
    counts.merge(kind, 1, Integer::sum);
    if (told.size() < MAX_TOLD) {
      told.add(new Problem(kind, text));
    }
  }

  /** The same, of what several parts of a dataset share. */
  void noteOnce(Problem.Kind kind, String text) {
    if (told.stream().noneMatch(problem -> problem.text().equals(text))) {
      note(kind, text);
    }
  }

  /** Where a picture has been met before; null the first time. */
  @Nullable String meet(Path picture, String where) {
    return met.putIfAbsent(picture.toAbsolutePath().normalize(), where);
  }

  /** One more picture is looked at. */
  void addPicture() {
    pictures++;
  }

  /** So many boxes are left out of a picture that is kept. */
  void leaveOut(int boxes) {
    boxesLeftOut += boxes;
  }

  Inspection of(Dataset remaining) {
    return new Inspection(remaining, pictures, boxesLeftOut, told, counts);
  }
}
