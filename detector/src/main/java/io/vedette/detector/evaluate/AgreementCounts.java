package io.vedette.detector.evaluate;

import io.vedette.detector.Detection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often a student and its teacher agreed: an object was found when both have it by one label.
 *
 * @param found objects that both saw
 * @param invented objects that only the student saw
 * @param missed objects that only the teacher saw
 * @param frames compared
 */
public record AgreementCounts(long found, long invented, long missed, long frames) {

  public static final AgreementCounts NONE = new AgreementCounts(0, 0, 0, 0);

  /** One frame. */
  public static AgreementCounts of(List<Detection> student, List<Detection> teacher) {
    int found = DetectionPairs.of(student, teacher).same().size();
    return new AgreementCounts(found, student.size() - found, teacher.size() - found, 1);
  }

  /**
   * One frame by label, of the labels that are on it. An object with different labels was invented
   * by the student's and missed by the teacher's.
   */
  public static Map<String, AgreementCounts> byLabel(
      List<Detection> student, List<Detection> teacher) {
    Map<String, AgreementCounts> counts = new TreeMap<>();
    DetectionPairs pairs = DetectionPairs.of(student, teacher);
    pairs.same().forEach(pair -> add(counts, pair.one(), 1, 0, 0));
    pairs.relabelled().forEach(pair -> add(counts, pair.one(), 0, 1, 0));
    pairs.relabelled().forEach(pair -> add(counts, pair.other(), 0, 0, 1));
    pairs.onlyOne().forEach(box -> add(counts, box, 0, 1, 0));
    pairs.onlyOther().forEach(box -> add(counts, box, 0, 0, 1));
    counts.replaceAll((label, c) -> new AgreementCounts(c.found, c.invented, c.missed, 1));
    return counts;
  }

  private static void add(
      Map<String, AgreementCounts> counts, Detection box, int found, int invented, int missed) {
    counts.merge(
        box.label(), new AgreementCounts(found, invented, missed, 1), AgreementCounts::plus);
  }

  public AgreementCounts plus(AgreementCounts other) {
    return new AgreementCounts(
        found + other.found,
        invented + other.invented,
        missed + other.missed,
        frames + other.frames);
  }

  /** Share of the student's objects that the teacher saw too, 0 to 1; -1 when it saw none. */
  public double precision() {
    return found + invented == 0 ? -1 : (double) found / (found + invented);
  }

  /** Share of the teacher's objects that the student saw too, 0 to 1; -1 when it saw none. */
  public double recall() {
    return found + missed == 0 ? -1 : (double) found / (found + missed);
  }
}
