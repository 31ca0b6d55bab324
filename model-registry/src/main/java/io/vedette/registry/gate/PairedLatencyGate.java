package io.vedette.registry.gate;

import io.vedette.detector.evaluate.Interval;
import io.vedette.detector.evaluate.PairedTiming;
import io.vedette.registry.manifest.GateResult;
import java.util.Locale;

/**
 * A variant is not slower than a multiple of the float model, timed in pairs. Where the interval
 * lies on both sides of the limit, the machine is too noisy to decide, and the variant does not
 * pass.
 *
 * @param factor 1 for as fast; 1.1 allows a tenth slower
 */
public record PairedLatencyGate(double factor) {

  private static final String NAME = "latency";

  /** The result for a timing. */
  public GateResult judge(PairedTiming timing) {
    Interval ratio = timing.ratio();
    return NumberCheck.refusal("the ratio of times", ratio.low() + ratio.value() + ratio.high())
        .map(why -> new GateResult(NAME, false, why))
        .orElseGet(() -> compare(timing));
  }

  private GateResult compare(PairedTiming timing) {
    boolean passed = timing.ratio().high() <= factor;
    boolean slower = timing.ratio().low() > factor;
    String prefix =
        passed || slower
            ? ""
            : String.format(Locale.ROOT, "too noisy to tell in %d pairs: ", timing.pairs());
    String why =
        String.format(
            Locale.ROOT,
            "%s%s times the float model's time, limit %.2f",
            prefix,
            timing.ratioText(),
            factor);
    return new GateResult(NAME, passed, why);
  }
}
