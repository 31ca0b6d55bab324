package io.vedette.edge.camera;

/**
 * A camera at one moment.
 *
 * @param id which
 * @param state what it does
 * @param error why it does not stream; empty while it does
 * @param captured frames that the source gave
 * @param dropped frames that a newer one replaced before they were answered
 * @param corrupt pictures that could not be decoded
 * @param reconnects how often a broken source was opened again
 */
public record CameraStatus(
    String id,
    CameraState state,
    String error,
    long captured,
    long dropped,
    long corrupt,
    long reconnects) {}
