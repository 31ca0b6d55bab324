package io.vedette.detector.image;

import org.bytedeco.javacpp.BytePointer;

/**
 * A decoded frame in memory of its own: brightness, and two colour differences of the same or of
 * half its size, 8 bits each.
 *
 * @param luma brightness
 * @param blue the blue difference, or both side by side where {@code red} is the same plane
 * @param red the red difference
 * @param redFirst whether red is the first of the two where they lie side by side
 */
public record YuvPlanes(Plane luma, Plane blue, Plane red, boolean redFirst, YuvColors colors) {

  /**
   * One plane.
   *
   * @param data its first row
   * @param width pixels
   * @param height pixels
   * @param stride bytes from one row to the next
   */
  public record Plane(BytePointer data, int width, int height, long stride) {}

  /** Whether both colour differences lie in one plane, side by side. */
  boolean isInterleaved() {
    return blue == red;
  }
}
