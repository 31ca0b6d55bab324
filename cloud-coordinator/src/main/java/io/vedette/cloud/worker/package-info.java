/**
 * Processes that take work from a coordinator: a {@link TeacherWorker} answers frames, a {@link
 * DistillerWorker} trains students. They dial in, and may come and go.
 */
@NullMarked
package io.vedette.cloud.worker;

import org.jspecify.annotations.NullMarked;
