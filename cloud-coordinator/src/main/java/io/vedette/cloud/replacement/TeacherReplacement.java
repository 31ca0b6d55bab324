package io.vedette.cloud.replacement;

import io.vedette.detector.Detection;
import io.vedette.detector.evaluate.DetectionPairs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two teachers of a deployment, compared on the same audits.
 *
 * @param oldTeacher name of the teachers whose verdicts are used
 * @param newTeacher name of those that may take their place
 * @param wanted audits to be compared
 * @param startedMs milliseconds since the epoch
 * @param endedMs when a person decided; 0: not yet
 * @param oldModel digest of the old teacher's model, of its latest verdict; empty before the first
 * @param newModel the same of the new one
 * @param audits that were compared
 * @param labels counts by label, 100 labels at most, in order of their names
 * @param examples the newest frames on which they differ, 12 at most
 */
public record TeacherReplacement(
    String deployment,
    String oldTeacher,
    String newTeacher,
    int wanted,
    State state,
    long startedMs,
    long endedMs,
    String oldModel,
    String newModel,
    int audits,
    List<LabelAgreement> labels,
    List<ComparedFrame> examples) {

  /** What a person has decided. */
  public enum State {
    COMPARING,
    ACCEPTED,
    DROPPED
  }

  private static final int MOST_LABELS = 100;
  private static final int MOST_EXAMPLES = 12;

  /** Counts of the labels beyond the first 100. */
  private static final String OTHERS = "(others)";

  public TeacherReplacement {
    labels = List.copyOf(labels);
    examples = List.copyOf(examples);
  }

  static TeacherReplacement started(
      String deployment, String oldTeacher, String newTeacher, int wanted, long nowMs) {
    return new TeacherReplacement(
        deployment,
        oldTeacher,
        newTeacher,
        wanted,
        State.COMPARING,
        nowMs,
        0,
        "",
        "",
        0,
        List.of(),
        List.of());
  }

  /** Whether more audits are to be compared. */
  public boolean wantsMore() {
    return state == State.COMPARING && audits < wanted;
  }

  /**
   * One audit more.
   *
   * @param frame with the objects of both
   * @param oldDigest digest of the old teacher's model; what was compared with another is forgotten
   * @param newDigest the same of the new one
   */
  TeacherReplacement with(
      ComparedFrame frame,
      List<Detection> oldObjects,
      List<Detection> newObjects,
      String oldDigest,
      String newDigest) {
    boolean same =
        (oldModel.isEmpty() || oldModel.equals(oldDigest))
            && (newModel.isEmpty() || newModel.equals(newDigest));
    DetectionPairs pairs = DetectionPairs.of(oldObjects, newObjects);
    TreeMap<String, LabelAgreement> counts = new TreeMap<>();
    if (same) {
      labels.forEach(each -> counts.put(each.label(), each));
    }
    for (DetectionPairs.Pair pair : pairs.same()) {
      count(counts, pair.one().label(), 1, 0, 0);
    }
    for (DetectionPairs.Pair pair : pairs.relabelled()) {
      count(counts, pair.one().label(), 0, 1, 0);
      count(counts, pair.other().label(), 0, 0, 1);
    }
    pairs.onlyOne().forEach(only -> count(counts, only.label(), 0, 1, 0));
    pairs.onlyOther().forEach(only -> count(counts, only.label(), 0, 0, 1));
    boolean differs = pairs.same().size() < Math.max(oldObjects.size(), newObjects.size());
    List<ComparedFrame> newest = new ArrayList<>(same ? examples : List.of());
    if (differs) {
      newest.add(0, frame);
    }
    return new TeacherReplacement(
        deployment,
        oldTeacher,
        newTeacher,
        wanted,
        state,
        startedMs,
        endedMs,
        oldDigest,
        newDigest,
        same ? audits + 1 : 1,
        List.copyOf(counts.values()),
        newest.subList(0, Math.min(MOST_EXAMPLES, newest.size())));
  }

  private static void count(
      Map<String, LabelAgreement> counts, String label, long both, long onlyOld, long onlyNew) {
    String key = counts.containsKey(label) || counts.size() < MOST_LABELS - 1 ? label : OTHERS;
    counts.merge(
        key,
        new LabelAgreement(key, both, onlyOld, onlyNew),
        (known, more) -> known.plus(both, onlyOld, onlyNew));
  }

  TeacherReplacement ended(State how, long nowMs) {
    return new TeacherReplacement(
        deployment,
        oldTeacher,
        newTeacher,
        wanted,
        how,
        startedMs,
        nowMs,
        oldModel,
        newModel,
        audits,
        labels,
        examples);
  }

  /** All labels together. */
  public LabelAgreement all() {
    LabelAgreement sum = new LabelAgreement("", 0, 0, 0);
    for (LabelAgreement each : labels) {
      sum = sum.plus(each.both(), each.onlyOld(), each.onlyNew());
    }
    return sum;
  }
}
