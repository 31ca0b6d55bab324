package io.vedette.edge.place.output;

import io.vedette.edge.place.GeoPoint;
import io.vedette.edge.place.GroundPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object that was seen, and where it is.
 *
 * @param source file or stream
 * @param frame 0, 1, 2 … of a film; 0 for a picture
 * @param seconds of the film
 * @param time of day; null for unknown
 * @param label of the object
 * @param score 0 to 1
 * @param box corners in pixels: left, top, right, bottom
 * @param position on the ground, or why there is none
 * @param altitude of the ground above sea level, metres; null for unknown
 * @param camera its place; null for unknown
 */
public record PlacedObject(
    String source,
    long frame,
    double seconds,
    @Nullable Instant time,
    String label,
    double score,
    float[] box,
    GroundPosition position,
    @Nullable Double altitude,
    @Nullable GeoPoint camera) {}
