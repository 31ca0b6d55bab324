package io.vedette.cloud.escalation;

/**
 * The part of a frame that a picture shows, pixels of the frame.
 *
 * @param x of its left edge
 * @param y of its upper edge
 * @param frameWidth of the whole frame
 * @param frameHeight of the whole frame
 */
public record FrameRegion(int x, int y, int width, int height, int frameWidth, int frameHeight) {

  /** Whether a picture of this size can be that part of such a frame. */
  boolean isOf(int pictureWidth, int pictureHeight) {
    return width == pictureWidth
        && height == pictureHeight
        && x >= 0
        && y >= 0
        && (long) x + width <= frameWidth
        && (long) y + height <= frameHeight;
  }
}
