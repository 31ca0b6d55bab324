/**
 * What happened before a camera: an {@link ObjectEvent} is an object from its coming to its going,
 * with the best picture of it. {@code ObjectEventDetector} finds them in one camera's objects, an
 * {@link EventLog} keeps them on disk within bounds, {@code DeliveredEvents} which of them the
 * coordinator knows.
 */
@NullMarked
package io.vedette.edge.event;

import org.jspecify.annotations.NullMarked;
