/**
 * State machines as tables: a {@link TransitionTable} takes a state and an event to a {@link
 * Transition}, and draws itself; a {@link ControlLoop} is the one thread on which they are stepped.
 */
@NullMarked
package io.vedette.cloud.machine;

import org.jspecify.annotations.NullMarked;
