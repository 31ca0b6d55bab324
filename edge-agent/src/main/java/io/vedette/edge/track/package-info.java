/**
 * Objects over time: a {@link Tracker} links the detections of one camera's frames into {@link
 * Track}s, faint ones included. Pure: time is an argument.
 *
 * <p>Motion and overlap only: no appearance is compared, so two objects that hide each other for
 * longer than the two seconds a lost track lives may come back under new numbers.
 */
@NullMarked
package io.vedette.edge.track;

import org.jspecify.annotations.NullMarked;
