/**
 * State machines as tables: a {@link TransitionTable} takes a state and an event to a {@link
 * Transition}, and draws itself; {@link StateMachines} stores each step and performs its effects. A
 * {@link ControlLoop} is the thread on which they are stepped, {@link BackgroundWork} the one for
 * what is slow, {@link ActiveTime} the clock of deadlines.
 */
@NullMarked
package io.vedette.cloud.machine;

import org.jspecify.annotations.NullMarked;
