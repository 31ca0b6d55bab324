/**
 * Which of many variants is the best under a limit: a {@link Pareto} front holds those that none is
 * better than in all that counts.
 */
@NullMarked
package io.vedette.federated.compress.search;

import org.jspecify.annotations.NullMarked;
