/**
 * What a student's answer betrays about itself: a {@link FrameFeatures} at one frame is read by
 * every {@link Signal} of a table, and the values are the frame's {@link Signals}. Pure.
 */
@NullMarked
package io.vedette.edge.escalate.signal;

import org.jspecify.annotations.NullMarked;
