package io.vedette.cloud.distillation;

/**
 * What a version must pass. What is missing takes its default.
 *
 * @param tolerance AP50 may be this much below the baseline's, 0 to 1 (0)
 * @param maxInt8Loss an INT8 variant may lose this much AP50 against fp32, 0 to 1 (0.02)
 * @param maxLatencyMs p95 of the default variant, milliseconds; 0: no limit (0)
 */
public record GateConfig(double tolerance, double maxInt8Loss, double maxLatencyMs) {

  public GateConfig {
    maxInt8Loss = maxInt8Loss > 0 ? maxInt8Loss : 0.02;
  }

  public static GateConfig defaults() {
    return new GateConfig(0, 0, 0);
  }
}
