package io.vedette.federated.compress.judge;

import io.vedette.detector.runtime.RuntimeOptions;

/**
 * How variants are judged.
 *
 * @param deviceClass where they are timed
 * @param runtime how they are run
 */
public record VariantLimits(VariantGate gate, String deviceClass, RuntimeOptions runtime) {}
