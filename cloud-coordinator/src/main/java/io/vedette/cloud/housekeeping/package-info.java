/**
 * Keeps what is on disk within its bounds. An artifact is <em>used</em> while a version, or a round
 * or distillation in memory, refers to it; the others are kept within the bounds of {@code
 * ArtifactRetentionConfig}. {@code Housekeeping} deletes frames and artifacts beyond their bounds
 * and looks for damage, on a thread of its own.
 */
@NullMarked
package io.vedette.cloud.housekeeping;

import org.jspecify.annotations.NullMarked;
