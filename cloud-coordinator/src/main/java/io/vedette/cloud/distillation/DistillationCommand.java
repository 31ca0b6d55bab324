package io.vedette.cloud.distillation;

import io.vedette.detector.DetectorSpec;

/** A job for a distiller; how it trains is in the settings. */
public record DistillationCommand(
    Distillation job, DetectorSpec detector, DistillationConfig settings, long seed) {}
