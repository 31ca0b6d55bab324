package io.vedette.cloud.frame;

/**
 * Where a picture is.
 *
 * @param segment number of the segment
 * @param offset of its entry in the segment's file, bytes
 * @param length of the picture, bytes
 */
public record FrameLocation(long segment, long offset, int length) {}
