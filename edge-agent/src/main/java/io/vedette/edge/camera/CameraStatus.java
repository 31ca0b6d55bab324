package io.vedette.edge.camera;

import java.time.Duration;

/**
 * A camera at one moment.
 *
 * @param id which
 * @param state what it does
 * @param error why it does not stream; empty while it does
 * @param age of the newest frame; before the first, since the camera was started
 * @param captured frames that the source gave
 * @param dropped frames that a newer one replaced before they were answered
 * @param corrupt pictures that could not be decoded, or that are damaged
 * @param reconnects how often a broken source was opened again
 * @param hung readers that hang inside a driver, left behind, and have not come back yet
 * @param decoder what decodes the pictures, and why not in hardware; "" where there is none
 */
public record CameraStatus(
    String id,
    CameraState state,
    String error,
    Duration age,
    long captured,
    long dropped,
    long corrupt,
    long reconnects,
    int hung,
    String decoder) {}
