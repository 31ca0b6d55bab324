package io.vedette.registry.gate;

import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.ModelMetrics;
import java.util.Locale;

/**
 * A new version finds at least what the current one finds: {@code AP50 >= baseline - tolerance}, on
 * the same pictures.
 *
 * @param tolerance how much worse is still good enough, in AP50, 0 to 1
 */
public record AccuracyGate(double tolerance) implements Gate {

  @Override
  public String name() {
    return "not-worse";
  }

  @Override
  public GateResult judge(ModelMetrics candidate, ModelMetrics baseline) {
    return SamePicturesCheck.refusal(name(), candidate, baseline)
        .orElseGet(
            () -> {
              boolean passed = candidate.ap50() >= baseline.ap50() - tolerance;
              String why =
                  String.format(
                      Locale.ROOT,
                      "AP50 %.3f %s %.3f - %.3f",
                      candidate.ap50(),
                      passed ? ">=" : "<",
                      baseline.ap50(),
                      tolerance);
              return new GateResult(name(), passed, why);
            });
  }
}
