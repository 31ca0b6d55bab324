/**
 * The log of signals: for every frame its signals, the decision, and the outcome of a verdict. A
 * {@link SignalLog} is written by the agent and read by replays. About 70 bytes per frame, rotating
 * files, one checksum per record.
 */
@NullMarked
package io.vedette.edge.escalate.log;

import org.jspecify.annotations.NullMarked;
