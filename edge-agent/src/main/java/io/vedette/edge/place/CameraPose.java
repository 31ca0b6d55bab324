package io.vedette.edge.place;

/**
 * Where a camera is and where it looks.
 *
 * @param at its place
 * @param altitude metres, above the same level as the terrain's heights
 * @param attitude of the camera, not of the aircraft
 */
public record CameraPose(GeoPoint at, double altitude, Attitude attitude) {}
