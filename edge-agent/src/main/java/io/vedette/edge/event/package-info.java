/**
 * What happened before a camera: an {@link Event} is an object from its coming to its going, with
 * the best picture of it. {@code Sightings} finds them in one camera's objects, an {@link EventLog}
 * keeps them on disk within bounds, {@code Told} which of them the coordinator knows.
 */
@NullMarked
package io.vedette.edge.event;

import org.jspecify.annotations.NullMarked;
