package io.vedette.cloud.distillation;

/**
 * What a version must pass. What is missing takes its default.
 *
 * @param tolerance AP50 may be this much below the baseline's, 0 to 1 (0)
 * @param int8Loss an INT8 variant may lose this much AP50 against fp32, 0 to 1 (0.02)
 * @param int8Time how many times fp32's time per frame an INT8 variant may take (1)
 */
public record GateConfig(double tolerance, double int8Loss, double int8Time) {

  public GateConfig {
    int8Loss = int8Loss > 0 ? int8Loss : 0.02;
    int8Time = int8Time > 0 ? int8Time : 1;
  }

  public static GateConfig defaults() {
    return new GateConfig(0, 0, 0);
  }
}
