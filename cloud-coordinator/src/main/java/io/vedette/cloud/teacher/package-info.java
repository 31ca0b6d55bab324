/**
 * Dynamic batching: {@link TeacherBatching} hands waiting frames to teacher workers, which may come
 * and go at any time, and {@link FairTurns} divides their time between deployments; {@link
 * Teachers} sends the frames.
 *
 * <p>Thin: the frames of one deployment are answered in the order in which they came, whichever
 * agent sent them.
 */
@NullMarked
package io.vedette.cloud.teacher;

import org.jspecify.annotations.NullMarked;
