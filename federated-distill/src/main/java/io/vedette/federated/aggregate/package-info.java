/**
 * Aggregation: a base and many {@code ClientUpdate}s become one model. A {@code Strategy} says how
 * much each counts and how the model moves, a {@code RobustRule} which are believed; one file each,
 * by the paper's name. Pure: values are read a block at a time from whoever has them.
 */
@NullMarked
package io.vedette.federated.aggregate;

import org.jspecify.annotations.NullMarked;
