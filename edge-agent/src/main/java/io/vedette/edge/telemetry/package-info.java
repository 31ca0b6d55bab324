/**
 * What drones and cameras tell of themselves: {@link TelemetrySample}s of a recording ({@link
 * Telemetry}), read by {@link TelemetryFiles} in one of several {@link TelemetryForm}s, which are
 * recognised by their content. {@link FlightPath} says what held at a moment between two samples.
 *
 * <p>What a file does not say is unknown, which is null and never 0. Angles in degrees, lengths in
 * metres, speeds in metres a second.
 */
@NullMarked
package io.vedette.edge.telemetry;

import org.jspecify.annotations.NullMarked;
