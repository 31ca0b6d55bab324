/**
 * The judgement of a version by what detectors do in the field after the install. A {@link
 * FieldBlock} is what a device answered in a short time; {@link HealthAnalysis} compares the blocks
 * of devices that moved with those of their own past, for each {@link HealthSignal}, and gives a
 * {@link HealthReport}. Pure: it reads no clock and draws no random number.
 */
@NullMarked
package io.vedette.cloud.health;

import org.jspecify.annotations.NullMarked;
