/**
 * Objects over time: a {@link Tracker} links the detections of one camera's frames into {@link
 * Track}s, and {@link TrackEdit}s are what a teacher's verdict changes about them.
 *
 * <p>Thin on purpose: greedy matching by overlap and a constant velocity. No appearance, no Kalman
 * filter, no lines or zones.
 */
@NullMarked
package io.vedette.edge.track;

import org.jspecify.annotations.NullMarked;
