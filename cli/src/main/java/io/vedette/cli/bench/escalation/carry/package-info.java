/**
 * A fusion to measure the agent's beside: a {@link Carry} takes the teacher's objects along with
 * what the student sees of them, until the next verdict. Pure. No agent does this yet: its tracks
 * have no lasting names without verdicts.
 */
@NullMarked
package io.vedette.cli.bench.escalation.carry;

import org.jspecify.annotations.NullMarked;
