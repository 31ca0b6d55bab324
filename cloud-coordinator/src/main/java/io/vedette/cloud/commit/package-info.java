/**
 * Durable writes, grouped: the {@link CommitLane} turns the many small writes of a moment into two
 * syncs of the disk, one for the pictures and one for the records. {@link DurableEscalationStore}
 * keeps escalations by it.
 */
@NullMarked
package io.vedette.cloud.commit;

import org.jspecify.annotations.NullMarked;
