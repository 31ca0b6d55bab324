/**
 * Objects over time: a {@link Tracker} links the detections of one camera's frames into {@link
 * Track}s, faint ones included. Pure: time is an argument.
 *
 * <p>Tracks are told apart by motion and overlap, not by appearance: an object that is hidden for
 * more than two seconds comes back with a new id.
 */
@NullMarked
package io.vedette.edge.track;

import org.jspecify.annotations.NullMarked;
