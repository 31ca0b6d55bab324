/**
 * Re-distillation: a {@link Distillation} brings the aggregated student to a distiller, which
 * trains it on the hard-example set, and to the gates; it becomes a version. {@link
 * StudentHandover} is the way in, {@link DistillationStateMachine} the rules, {@link
 * DistillationWork} the coordinator's part.
 *
 * <p>Thin: a teacher is a black box here, so distillers get its verdicts and no dense targets.
 */
@NullMarked
package io.vedette.cloud.distillation;

import org.jspecify.annotations.NullMarked;
