package io.vedette.cloud.distillation;

/**
 * What a version must pass. What is missing takes its default.
 *
 * @param tolerance F1 on random audits may be this much below the current version's, 0 to 1 (0.02)
 * @param groupObjects cameras and classes with fewer objects among the audits are not judged (50)
 * @param withoutGain whether a version may pass that is not surely better anywhere (false)
 * @param int8Keep an INT8 variant must keep this share of fp32's AP50 and of its AP, 0 to 1 (0.98)
 * @param int8Time how many times fp32's time per frame an INT8 variant may take (1)
 */
public record GateConfig(
    double tolerance, int groupObjects, boolean withoutGain, double int8Keep, double int8Time) {

  public GateConfig {
    if (!(tolerance <= 1)) {
      throw new IllegalArgumentException(
          "gates.tolerance: F1 that may be lost, from 0 to 1, not " + tolerance);
    }
    tolerance = tolerance > 0 ? tolerance : 0.02;
    groupObjects = groupObjects > 0 ? groupObjects : 50;
    int8Keep = int8Keep > 0 ? int8Keep : 0.98;
    int8Time = int8Time > 0 ? int8Time : 1;
  }

  public static GateConfig defaults() {
    return new GateConfig(0, 0, false, 0, 0);
  }
}
