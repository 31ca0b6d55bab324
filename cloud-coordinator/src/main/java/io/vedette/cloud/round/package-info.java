/**
 * Federated rounds: a {@link RoundOpener} opens one, agents are invited, their updates gathered as
 * long as they make progress ({@link ParticipantPace}, {@link StragglerPolicy}), and one student
 * made of them ({@link RoundAggregation}), which a {@link StudentReceiver} takes. A {@link
 * LateUpdate} counts in the next round. {@link RoundStateMachine} is the rules.
 *
 * <p>Thin: every agent that is ready is invited, and FedAvg is the one strategy.
 */
@NullMarked
package io.vedette.cloud.round;

import org.jspecify.annotations.NullMarked;
