/**
 * Federated rounds: agents are invited, their updates gathered until the deadline, and one student
 * made of them.
 */
@NullMarked
package io.vedette.cloud.round;

import org.jspecify.annotations.NullMarked;
