/**
 * The coordinator for people: the {@link SummaryReader} collects a {@link CoordinatorSummary} from
 * counts that are kept, the {@link LoopReader} lists rounds, distillations and rollouts, and {@link
 * StandingConditions} raise alarms while work waits for a worker.
 */
@NullMarked
package io.vedette.cloud.overview;

import org.jspecify.annotations.NullMarked;
