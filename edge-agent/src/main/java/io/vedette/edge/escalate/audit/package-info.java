/**
 * The accuracy of the device in the field, estimated from audits: {@link FieldAccuracy} by camera
 * and version, each figure with a confidence sequence. Pure.
 */
@NullMarked
package io.vedette.edge.escalate.audit;

import org.jspecify.annotations.NullMarked;
