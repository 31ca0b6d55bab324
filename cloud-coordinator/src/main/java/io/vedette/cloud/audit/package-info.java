/**
 * How good the student is in the field: audits are a random sample, so its agreement with the
 * teacher on them is unbiased.
 *
 * <p>{@link AuditCounts} are by device and model; {@link DeploymentAccuracy} is by deployment,
 * version and teacher, an {@link AuditSeries}, and of each by camera and class, with intervals.
 *
 * <p>Thin: figures are shown, and gate nothing yet.
 */
@NullMarked
package io.vedette.cloud.audit;

import org.jspecify.annotations.NullMarked;
