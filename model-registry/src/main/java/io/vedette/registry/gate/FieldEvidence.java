package io.vedette.registry.gate;

import io.vedette.detector.evaluate.F1Difference;
import io.vedette.registry.manifest.GateMeasure;
import java.util.List;
import java.util.Locale;

/**
 * What a new version and the current one did on frames that no training has seen.
 *
 * @param audits frames chosen at random, in the proportions of the field
 * @param hard frames that devices asked about
 */
public record FieldEvidence(List<PairedFrame> audits, List<PairedFrame> hard) {

  public FieldEvidence {
    audits = List.copyOf(audits);
    hard = List.copyOf(hard);
  }

  static F1Difference difference(List<PairedFrame> frames) {
    return F1Difference.of(frames.stream().map(PairedFrame::all).toList());
  }

  static GateMeasure measure(String sample, F1Difference d) {
    return new GateMeasure(
        sample, d.known() ? d.value() : 0, d.low(), d.high(), d.frames(), d.objects());
  }

  /** "+0.012 (-0.008 to +0.032) on 64 audits with 310 objects". */
  static String text(GateMeasure m) {
    return String.format(
        Locale.ROOT,
        "F1 %+.3f (%+.3f to %+.3f) on %d frames with %d objects",
        m.difference(),
        m.low(),
        m.high(),
        m.frames(),
        m.objects());
  }
}
