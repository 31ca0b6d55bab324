package io.vedette.cloud.audit;

import io.vedette.detector.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One frame seen by student and teacher: the student's boxes, best first, each take the teacher's
 * box of the same label that overlaps most, with an IoU of at least 0.5.
 */
final class FrameAgreement {

  private static final double MIN_IOU = 0.5;

  private FrameAgreement() {}

  static AgreementCounts of(List<Detection> student, List<Detection> teacher) {
    List<Detection> left = new ArrayList<>(teacher);
    int found = 0;
    List<Detection> ranked = new ArrayList<>(student);
    ranked.sort(Comparator.comparingDouble(Detection::score).reversed());
    for (Detection detection : ranked) {
      Detection match = best(detection, left);
      if (match != null) {
        left.remove(match);
        found++;
      }
    }
    return new AgreementCounts(found, student.size() - found, left.size(), 1);
  }

  private static @Nullable Detection best(Detection detection, List<Detection> candidates) {
    Detection best = null;
    double most = MIN_IOU;
    for (Detection candidate : candidates) {
      double iou = detection.box().iou(candidate.box());
      if (candidate.label().equals(detection.label()) && iou >= most) {
        most = iou;
        best = candidate;
      }
    }
    return best;
  }
}
