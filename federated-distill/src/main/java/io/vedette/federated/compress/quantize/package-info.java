/**
 * Eight bits in place of thirty-two. A {@link Calibration} watches which values tensors take on
 * pictures; a {@link Calibrator} makes {@link ValueRange}s of that; a {@link QuantizationPlan} says
 * what is rounded; {@code QuantizeInt8} rounds it. A {@link Sensitivity} shows which layers are to
 * blame for what is lost, and {@link MixedPrecision} leaves those in float.
 */
@NullMarked
package io.vedette.federated.compress.quantize;

import org.jspecify.annotations.NullMarked;
