/**
 * Which of many variants is the best under a {@link Limit}. {@link SearchCandidate}s are made by
 * recipes; a {@link Forecast} from a measured {@link DeviceProfile} says which are within reach,
 * {@link SuccessiveHalving} which learn on, a {@link SearchChoice} which is taken, and a {@link
 * Pareto} front holds those that none is better than in all that counts.
 */
@NullMarked
package io.vedette.federated.compress.search;

import org.jspecify.annotations.NullMarked;
