/**
 * Re-distillation: the aggregated student is trained on the hard-example set by a distiller, judged
 * by the gates, and becomes a version.
 */
@NullMarked
package io.vedette.cloud.distillation;

import org.jspecify.annotations.NullMarked;
