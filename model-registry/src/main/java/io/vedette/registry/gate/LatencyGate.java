package io.vedette.registry.gate;

import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.ModelMetrics;
import java.util.Locale;

/**
 * A candidate is not slower than a multiple of the baseline, median against median, on the same
 * device class.
 *
 * @param factor 1 for as fast; 1.1 allows a tenth slower
 */
public record LatencyGate(double factor) implements Gate {

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public GateResult judge(ModelMetrics candidate, ModelMetrics baseline) {
    if (!candidate.deviceClass().equals(baseline.deviceClass())
        || candidate.latencyP50Millis() <= 0
        || baseline.latencyP50Millis() <= 0) {
      return new GateResult(
          name(),
          false,
          "not measured on one device class: '"
              + candidate.deviceClass()
              + "' and '"
              + baseline.deviceClass()
              + "'");
    }
    return NumberCheck.refusal("p50", candidate.latencyP50Millis(), baseline.latencyP50Millis())
        .map(why -> new GateResult(name(), false, why))
        .orElseGet(() -> compare(candidate, baseline));
  }

  private GateResult compare(ModelMetrics candidate, ModelMetrics baseline) {
    double limit = baseline.latencyP50Millis() * factor;
    boolean passed = candidate.latencyP50Millis() <= limit;
    String why =
        String.format(
            Locale.ROOT,
            "p50 %.2f ms %s %.2f ms x %.2f",
            candidate.latencyP50Millis(),
            passed ? "<=" : ">",
            baseline.latencyP50Millis(),
            factor);
    return new GateResult(name(), passed, why);
  }
}
