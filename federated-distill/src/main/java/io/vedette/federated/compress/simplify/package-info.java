/**
 * Passes that change a graph's form and not what it computes: {@code FuseBatchNorm}, {@code
 * ExpandExpectation}, {@code DropUnused}, {@code RaiseOpset}.
 */
@NullMarked
package io.vedette.federated.compress.simplify;

import org.jspecify.annotations.NullMarked;
