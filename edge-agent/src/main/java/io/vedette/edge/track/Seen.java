package io.vedette.edge.track;

import io.vedette.detector.Detection;

/** A detection and the track that it belongs to. */
public record Seen(Detection detection, long trackId) {}
