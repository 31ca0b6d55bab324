/**
 * The signals of every frame on disk, with what was decided and what came of it: a {@link
 * SignalLog} is written by the agent and read for replay. Some 70 bytes a frame, files that rotate,
 * a checksum a record.
 */
@NullMarked
package io.vedette.edge.escalate.log;

import org.jspecify.annotations.NullMarked;
