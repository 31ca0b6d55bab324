/**
 * Dynamic batching: a {@link Batching} hands waiting frames to teacher workers, which come and go.
 */
@NullMarked
package io.vedette.cloud.teacher;

import org.jspecify.annotations.NullMarked;
