package io.vedette.detector.head;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Greedy non-maximum suppression: of boxes of one class that overlap, the surest stays. */
public final class Nms {

  /** The surest so many candidates are looked at; more come only from a broken model. */
  private static final int MAX_CANDIDATES = 30_000;

  /** At most so many objects are given for one picture. */
  public static final int MAX_DETECTIONS = 300;

  private Nms() {}

  /**
   * Suppresses within each class.
   *
   * @param iou boxes that overlap more are one object, 0 to 1
   * @return highest score first
   */
  public static List<Candidate> classwise(List<Candidate> candidates, float iou) {
    List<Candidate> kept = new ArrayList<>();
    Map<Integer, List<Candidate>> keptByClass = new HashMap<>();
    for (Candidate candidate : surest(candidates, MAX_CANDIDATES)) {
      List<Candidate> rivals =
          keptByClass.computeIfAbsent(candidate.classId(), c -> new ArrayList<>());
      boolean repeated = false;
      for (int i = 0; i < rivals.size() && !repeated; i++) {
        repeated = rivals.get(i).box().iou(candidate.box()) > iou;
      }
      if (!repeated) {
        rivals.add(candidate);
        kept.add(candidate);
        if (kept.size() == MAX_DETECTIONS) {
          break;
        }
      }
    }
    return kept;
  }

  /** The candidates with the highest scores, highest first; equals keep their order. */
  public static List<Candidate> surest(List<Candidate> candidates, int limit) {
    return candidates.stream()
        .sorted(Comparator.comparingDouble(Candidate::score).reversed())
        .limit(limit)
        .toList();
  }
}
