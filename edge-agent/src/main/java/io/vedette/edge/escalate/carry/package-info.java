/**
 * A verdict outlives its frame: a {@link Carry} takes the teacher's objects along with what the
 * student sees of them, until the next verdict. Pure.
 */
@NullMarked
package io.vedette.edge.escalate.carry;

import org.jspecify.annotations.NullMarked;
