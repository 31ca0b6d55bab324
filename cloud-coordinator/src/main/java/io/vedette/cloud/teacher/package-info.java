/**
 * Dynamic batching: {@link TeacherBatching} hands waiting frames to teacher workers, which may come
 * and go at any time; {@link Teachers} sends them.
 *
 * <p>Thin: frames are answered in the order in which they came, whichever agent sent them.
 */
@NullMarked
package io.vedette.cloud.teacher;

import org.jspecify.annotations.NullMarked;
