package io.vedette.cloud.rollout;

import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ModelMetrics;
import io.vedette.registry.manifest.Variant;
import java.util.Comparator;
import java.util.List;

/** Which of a version's variants a device runs. */
public final class VariantChoice {

  private VariantChoice() {}

  /**
   * The fastest of the kept variants where all were measured on this device class; else the first
   * that was kept, which is the default.
   */
  public static Variant choose(Manifest manifest, String deviceClass) {
    List<Variant> kept = manifest.kept();
    if (kept.isEmpty()) {
      return manifest.variants().get(0);
    }
    boolean measured = kept.stream().allMatch(v -> latency(v, deviceClass) < Double.MAX_VALUE);
    return measured
        ? kept.stream().min(Comparator.comparingDouble(v -> latency(v, deviceClass))).orElseThrow()
        : kept.get(0);
  }

  private static double latency(Variant variant, String deviceClass) {
    return variant.metrics().stream()
        .filter(m -> m.deviceClass().equals(deviceClass) && m.latencyP50Millis() > 0)
        .mapToDouble(ModelMetrics::latencyP50Millis)
        .min()
        .orElse(Double.MAX_VALUE);
  }
}
