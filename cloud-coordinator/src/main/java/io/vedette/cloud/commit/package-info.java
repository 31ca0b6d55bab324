/**
 * Durable writes, grouped: the {@link io.vedette.cloud.commit.CommitLane} turns the many small
 * writes of a moment into one write of the store.
 */
@NullMarked
package io.vedette.cloud.commit;

import org.jspecify.annotations.NullMarked;
