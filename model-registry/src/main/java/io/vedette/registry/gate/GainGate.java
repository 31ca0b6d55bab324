package io.vedette.registry.gate;

import io.vedette.detector.evaluate.F1Difference;
import io.vedette.registry.manifest.GateMeasure;
import io.vedette.registry.manifest.GateResult;
import java.util.List;

/**
 * A new version is better than the current one on frames chosen at random or on hard ones. The
 * chance that a version which is better on neither passes is at most 5%, 2.5% for each sample
 * (Bonferroni).
 */
public record GainGate() implements FieldGate {

  private static final double RISK = 0.025;

  @Override
  public String name() {
    return "gain";
  }

  @Override
  public GateResult judge(FieldEvidence evidence) {
    F1Difference audits = FieldEvidence.difference(evidence.audits());
    F1Difference hard = FieldEvidence.difference(evidence.hard());
    GateMeasure ofAudits = FieldEvidence.measure("audits", audits);
    GateMeasure ofHard = FieldEvidence.measure("hard frames", hard);
    boolean passed = audits.low(RISK) > 0 || hard.low(RISK) > 0;
    String text =
        (passed ? "" : "no gain is sure: ")
            + "audits: "
            + FieldEvidence.text(ofAudits)
            + "; hard frames: "
            + FieldEvidence.text(ofHard);
    return new GateResult(name(), passed, text, List.of(ofAudits, ofHard), 0);
  }
}
