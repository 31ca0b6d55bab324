package io.vedette.registry.gate;

import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.ModelMetrics;
import java.util.Optional;

/** Accuracies can be compared only when they were measured on the same pictures. */
final class SamePicturesCheck {

  private SamePicturesCheck() {}

  /** The result of a gate that cannot compare; empty when it can. */
  static Optional<GateResult> refusal(String gate, ModelMetrics candidate, ModelMetrics baseline) {
    if (candidate.images() <= 0 || baseline.images() <= 0) {
      return Optional.of(new GateResult(gate, false, "judged on no picture"));
    }
    if (candidate.images() != baseline.images()
        || !candidate.datasetDigest().equals(baseline.datasetDigest())) {
      return Optional.of(new GateResult(gate, false, "judged on different pictures"));
    }
    // COCO's figures are -1 where no object is labelled
    if (candidate.ap50() < 0 || baseline.ap50() < 0) {
      return Optional.of(new GateResult(gate, false, "judged on pictures without objects"));
    }
    return NumberCheck.refusal("AP50", candidate.ap50(), baseline.ap50())
        .map(why -> new GateResult(gate, false, why));
  }
}
