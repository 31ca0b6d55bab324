package io.vedette.registry.gate;

import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.Metrics;
import java.util.Locale;

/**
 * A quantised variant keeps what the float one finds: the candidate is INT8, the baseline the same
 * version in float, on the same pictures.
 *
 * @param limit how much AP50 may be lost, 0 to 1
 */
public record Int8Loss(double limit) implements Gate {

  @Override
  public String name() {
    return "int8-loss";
  }

  @Override
  public GateResult judge(Metrics candidate, Metrics baseline) {
    return SamePictures.refusal(name(), candidate, baseline)
        .orElseGet(
            () -> {
              double loss = baseline.ap50() - candidate.ap50();
              boolean passed = loss <= limit;
              String why =
                  String.format(
                      Locale.ROOT,
                      "AP50 %.3f - %.3f = %.3f lost %s %.3f",
                      baseline.ap50(),
                      candidate.ap50(),
                      loss,
                      passed ? "<=" : ">",
                      limit);
              return new GateResult(name(), passed, why);
            });
  }
}
