package io.vedette.cloud.distillation;

/**
 * What a version must pass. What is missing takes its default.
 *
 * @param tolerance AP50 may be this much below the baseline's, 0 to 1 (0)
 * @param int8Keep an INT8 variant must keep this share of fp32's AP50 and of its AP, 0 to 1 (0.98)
 * @param int8Time how many times fp32's time per frame an INT8 variant may take (1)
 */
public record GateConfig(double tolerance, double int8Keep, double int8Time) {

  public GateConfig {
    int8Keep = int8Keep > 0 ? int8Keep : 0.98;
    int8Time = int8Time > 0 ? int8Time : 1;
  }

  public static GateConfig defaults() {
    return new GateConfig(0, 0, 0);
  }
}
