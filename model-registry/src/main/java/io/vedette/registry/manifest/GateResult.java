package io.vedette.registry.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a gate.
 *
 * @param gate its name
 * @param passed whether the version may move on
 * @param why with figures: "AP50 0.612 >= 0.431 x 0.980"
 * @param measures what it judged by; empty where the gate compares no frames
 * @param framesWanted audits that would decide where these were too few; 0: they decided
 */
public record GateResult(
    String gate, boolean passed, String why, List<GateMeasure> measures, int framesWanted) {

  /** A result that an earlier release stored has no measures. */
  public GateResult(
      String gate,
      boolean passed,
      String why,
      @Nullable List<GateMeasure> measures,
      int framesWanted) {
    this.gate = gate;
    this.passed = passed;
    this.why = why;
    this.measures = measures == null ? List.of() : List.copyOf(measures);
    this.framesWanted = framesWanted;
  }

  public GateResult(String gate, boolean passed, String why) {
    this(gate, passed, why, List.of(), 0);
  }
}
