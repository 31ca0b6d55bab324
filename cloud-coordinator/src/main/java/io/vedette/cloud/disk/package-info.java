/** What the coordinator's files tell of their writes and syncs: the {@link DiskListener}. */
@NullMarked
package io.vedette.cloud.disk;

import org.jspecify.annotations.NullMarked;
