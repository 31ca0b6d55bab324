/**
 * What happened before a camera: an {@link Event} is an object from its coming to its going, with
 * the best picture of it. {@code Sightings} finds them in one camera's tracks, an {@link EventLog}
 * keeps them on disk within bounds.
 */
@NullMarked
package io.vedette.edge.event;

import org.jspecify.annotations.NullMarked;
