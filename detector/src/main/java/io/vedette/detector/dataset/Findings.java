package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What readers find wrong. Either the first thing that cannot be read ends the reading, and little
 * else is looked for; or everything is looked for and noted, and readers go on without it.
 */
final class Findings {

  /** Problems beyond so many are counted, but not listed. */
  private static final int MAX_LISTED = 10_000;

  /** So many folders without labels are listed. */
  private static final int MAX_FOLDERS = 4;

  private static final int MAX_REMARKS = 20;

  private static final Logger log = LoggerFactory.getLogger(Findings.class);

  private final boolean all;
  private final boolean openPictures;
  private final List<Problem> listed = new ArrayList<>();
  private final Map<Problem.Kind, Integer> counts = new EnumMap<>(Problem.Kind.class);
  private final Map<Path, String> met = new HashMap<>();
  private @Nullable String remark;
  private final Set<Path> lookedIn = new LinkedHashSet<>();
  private final Set<String> remarks = new HashSet<>();
  private int pictures;
  private int boxes;
  private int boxesLeftOut;

  private Findings(boolean all, boolean openPictures) {
    this.all = all;
    this.openPictures = openPictures;
  }

  static Findings endAtTheFirst() {
    return new Findings(false, true);
  }

  /** Ends at the first problem; a stated size is believed, so that no picture need exist. */
  static Findings ofLabelsAlone() {
    return new Findings(false, false);
  }

  static Findings all() {
    return new Findings(true, true);
  }

  /** Whether to look for what does not hinder reading. */
  boolean areAll() {
    return all;
  }

  /** Whether stated sizes are compared with those of the pictures. */
  boolean openPictures() {
    return openPictures;
  }

  /** Boxes of a picture are turned with it: that is right, but said of the first. */
  void remarkOnTurning(String text) {
    if (remark == null) {
      remark = text;
      log.warn(text);
    }
  }

  /** What has been said; null for nothing. */
  @Nullable String remark() {
    return remark;
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
    if (listed.size() < MAX_LISTED) {
      listed.add(new Problem(kind, text));
    }
  }

  /** The same, of what several parts of a dataset share. */
  void noteOnce(Problem.Kind kind, String text) {
    if (listed.stream().noneMatch(problem -> problem.text().equals(text))) {
      note(kind, text);
    }
  }

  /** Where a picture has been met before; null the first time. */
  @Nullable String meet(Path picture, String where) {
    return met.putIfAbsent(picture.toAbsolutePath().normalize(), where);
  }

  /** Labels of a picture were looked for there, and there are none. */
  void lookedIn(Collection<Path> folders) {
    if (lookedIn.size() < MAX_FOLDERS) {
      lookedIn.addAll(folders);
    }
  }

  /** Something is right, but may not be what was meant: said once, in the log. */
  void remark(String text) {
    if (remarks.size() < MAX_REMARKS && remarks.add(text)) {
      log.warn(text);
    }
  }

  /** One more box is read. */
  void addBox(String where) throws DetectorException {
    if (++boxes > BoundedReader.MAX_BOXES) {
      throw new DetectorException(
          where + ": more than " + BoundedReader.MAX_BOXES + " boxes; split it");
    }
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
    return new Inspection(remaining, pictures, boxesLeftOut, listed, counts, lookedIn);
  }
}
