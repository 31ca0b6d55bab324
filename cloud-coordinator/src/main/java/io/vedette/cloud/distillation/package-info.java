/**
 * Re-distillation: the aggregated student is trained on the hard-example set by a distiller, judged
 * by the gates, and becomes a version.
 *
 * <p>Thin: a teacher is a black box here, so distillers get its verdicts and no dense targets.
 */
@NullMarked
package io.vedette.cloud.distillation;

import org.jspecify.annotations.NullMarked;
