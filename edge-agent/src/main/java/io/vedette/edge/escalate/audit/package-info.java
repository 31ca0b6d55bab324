/**
 * How good the device is in the field, from frames that were asked about at random: {@link
 * FieldAccuracy} by camera and version, each figure with a {@link RatioSequence}. Pure.
 */
@NullMarked
package io.vedette.edge.escalate.audit;

import org.jspecify.annotations.NullMarked;
