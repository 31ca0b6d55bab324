package io.vedette.registry.gate;

import io.vedette.detector.evaluate.F1Difference;
import io.vedette.registry.manifest.GateMeasure;
import io.vedette.registry.manifest.GateResult;
import java.util.List;
import java.util.Locale;

/**
 * On frames chosen at random a new version's F1 is not worse than the current one's by more than a
 * margin, with 95% confidence.
 *
 * @param margin in F1, 0 to 1
 */
public record NotWorseGate(double margin) implements FieldGate {

  @Override
  public String name() {
    return "not-worse";
  }

  @Override
  public GateResult judge(FieldEvidence evidence) {
    F1Difference d = FieldEvidence.difference(evidence.audits());
    GateMeasure measure = FieldEvidence.measure("audits", d);
    boolean passed = d.low() > -margin;
    boolean undecided = !passed && d.high() > -margin;
    int wanted = undecided ? Math.max(d.frames() + 1, d.framesFor(-margin)) : 0;
    String text =
        String.format(
            Locale.ROOT,
            "audits: %s, limit %+.3f%s",
            FieldEvidence.text(measure),
            -margin,
            undecided ? ": too few to decide" : "");
    return new GateResult(name(), passed, text, List.of(measure), wanted);
  }
}
