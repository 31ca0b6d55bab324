/**
 * Events: an {@link ObjectEvent} is an object that a camera saw, with its best picture. An {@link
 * EventHandler} takes every result, an {@code ObjectEventDetector} finds the events of one camera,
 * an {@link EventLog} keeps them on disk within bounds, {@code DeliveredEvents} are those that the
 * coordinator has.
 */
@NullMarked
package io.vedette.edge.event;

import org.jspecify.annotations.NullMarked;
