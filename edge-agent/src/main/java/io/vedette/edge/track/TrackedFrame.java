package io.vedette.edge.track;

import java.util.List;

/**
 * The tracks after one frame.
 *
 * @param tracks all that are in view
 * @param seen the frame's detections with the track of each, in their order
 * @param vanished established tracks that should be in view and are not seen
 * @param renamed tracks whose label changed with this frame
 */
public record TrackedFrame(
    List<Track> tracks, List<TrackedDetection> seen, List<Track> vanished, List<Track> renamed) {}
