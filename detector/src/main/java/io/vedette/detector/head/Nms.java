package io.vedette.detector.head;

import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Greedy non-maximum suppression: of boxes that overlap, the surest stays. */
public final class Nms {

  /** The surest so many candidates are looked at; more come only from a broken model. */
  private static final int MAX_CANDIDATES = 30_000;

  /** At most so many objects are given for one picture. */
  public static final int MAX_DETECTIONS = 300;

  /** Parameter of a head: "true" where boxes of different classes suppress each other too. */
  static final String CLASS_AGNOSTIC = "class_agnostic_nms";

  private static final float USUAL_IOU = 0.7f;

  private Nms() {}

  /** Whether a detector suppresses boxes whatever their classes. */
  public static boolean isClassAgnostic(DetectorSpec spec) {
    return Boolean.parseBoolean(spec.head().parameters().get(CLASS_AGNOSTIC));
  }

  /**
   * The same detector, its boxes suppressing each other whatever their classes. Where its head has
   * no need of suppression, the usual overlap is taken.
   */
  static DetectorSpec classAgnostic(DetectorSpec spec) {
    Map<String, String> parameters = new HashMap<>(spec.head().parameters());
    parameters.put(CLASS_AGNOSTIC, "true");
    DetectorSpec agnostic = spec.withHead(new HeadSpec(spec.head().family(), parameters));
    return spec.nmsIou() < 1 ? agnostic : agnostic.withNmsIou(USUAL_IOU);
  }

  /**
   * One candidate for each object, as a detector's spec says.
   *
   * @param repeated whether several candidates may stand for one object
   * @return highest score first
   */
  public static List<Candidate> of(
      List<Candidate> candidates, DetectorSpec spec, boolean repeated) {
    if (isClassAgnostic(spec)) {
      return suppress(candidates, spec.nmsIou(), candidate -> 0);
    }
    return repeated ? classwise(candidates, spec.nmsIou()) : surest(candidates, MAX_DETECTIONS);
  }

  /**
   * Suppresses within each class.
   *
   * @param iou boxes that overlap more are one object, 0 to 1
   * @return highest score first
   */
  public static List<Candidate> classwise(List<Candidate> candidates, float iou) {
    return suppress(candidates, iou, Candidate::classId);
  }

  /**
   * @param group candidates of one group suppress each other
   */
  private static List<Candidate> suppress(
      List<Candidate> candidates, float iou, ToIntFunction<Candidate> group) {
    List<Candidate> kept = new ArrayList<>();
    Map<Integer, List<Candidate>> keptByGroup = new HashMap<>();
    for (Candidate candidate : surest(candidates, MAX_CANDIDATES)) {
      List<Candidate> rivals =
          keptByGroup.computeIfAbsent(group.applyAsInt(candidate), c -> new ArrayList<>());
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
