/**
 * Signs that the student may be wrong about a frame. From a frame's {@link FrameFeatures} each
 * {@link Signal} reads one number; together they are the frame's {@link Signals}. Pure.
 */
@NullMarked
package io.vedette.edge.escalate.signal;

import org.jspecify.annotations.NullMarked;
