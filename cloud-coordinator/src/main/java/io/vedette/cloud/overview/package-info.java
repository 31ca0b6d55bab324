/**
 * Everything at one moment, for people: the {@link OverviewReader} collects a {@link
 * CoordinatorState} from all parts of the coordinator.
 */
@NullMarked
package io.vedette.cloud.overview;

import org.jspecify.annotations.NullMarked;
