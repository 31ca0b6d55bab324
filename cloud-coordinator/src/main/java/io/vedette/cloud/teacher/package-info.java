/**
 * Dynamic batching: a {@link TeacherBatching} hands waiting frames to teacher workers, which come
 * and go.
 *
 * <p>Thin: frames are answered in the order in which they came, whoever they are from.
 */
@NullMarked
package io.vedette.cloud.teacher;

import org.jspecify.annotations.NullMarked;
