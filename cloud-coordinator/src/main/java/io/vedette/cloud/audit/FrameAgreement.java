package io.vedette.cloud.audit;

import io.vedette.detector.Detection;
import io.vedette.detector.evaluate.DetectionPairs;
import java.util.List;

/** One frame seen by student and teacher: an object was found when both have it by one label. */
final class FrameAgreement {

  private FrameAgreement() {}

  static AgreementCounts of(List<Detection> student, List<Detection> teacher) {
    int found = DetectionPairs.of(student, teacher).same().size();
    return new AgreementCounts(found, student.size() - found, teacher.size() - found, 1);
  }
}
