/**
 * Whether a smaller variant of a detector is worth having: a {@link VariantJudge} measures each
 * into a {@link VariantRow}, and a {@link VariantGate} decides.
 */
@NullMarked
package io.vedette.federated.compress.judge;

import org.jspecify.annotations.NullMarked;
