/**
 * Federated rounds: agents are invited, their updates gathered as long as they get on ({@link
 * ParticipantPace}, {@link StragglerPolicy}), and one student made of them. A {@link LateUpdate}
 * counts in the next round.
 *
 * <p>Thin: every agent that is ready is invited, and FedAvg is the one strategy.
 */
@NullMarked
package io.vedette.cloud.round;

import org.jspecify.annotations.NullMarked;
