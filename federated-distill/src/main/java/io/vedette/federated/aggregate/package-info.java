/**
 * Strategies of aggregation: many {@code Update}s come in one at a time, one set of {@code Weights}
 * comes out. One file per strategy.
 */
@NullMarked
package io.vedette.federated.aggregate;

import org.jspecify.annotations.NullMarked;
