/**
 * How good the student is in the field: audits are a random sample, so its agreement with the
 * teacher on them is unbiased.
 *
 * <p>Thin: counts are shown, and gate nothing yet.
 */
@NullMarked
package io.vedette.cloud.audit;

import org.jspecify.annotations.NullMarked;
