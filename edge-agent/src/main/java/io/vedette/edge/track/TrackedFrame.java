package io.vedette.edge.track;

import java.util.List;

/**
 * What one frame did to the tracks.
 *
 * @param tracks all that are in view now
 * @param seen the frame's detections with the track that each belongs to, in their order
 * @param vanished established tracks that should be in view and were not seen
 * @param renamed tracks whose label changed with this frame
 */
public record TrackedFrame(
    List<Track> tracks, List<TrackedDetection> seen, List<Track> vanished, List<Track> renamed) {}
