/**
 * Federated rounds: agents are invited, their updates gathered until the deadline, and one student
 * made of them.
 *
 * <p>Thin: every agent that is ready is invited, and FedAvg is the one strategy.
 */
@NullMarked
package io.vedette.cloud.round;

import org.jspecify.annotations.NullMarked;
