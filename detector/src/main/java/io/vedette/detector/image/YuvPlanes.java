package io.vedette.detector.image;

import java.util.function.Consumer;
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

  /**
   * Lends a 4:2:0 frame of arrays while {@code reader} runs.
   *
   * @param width of the brightness, even
   * @param height of the brightness, even
   */
  public static void lend(
      int width,
      int height,
      byte[] luma,
      byte[] blue,
      byte[] red,
      YuvColors colors,
      Consumer<YuvPlanes> reader) {
    try (BytePointer y = new BytePointer(luma);
        BytePointer u = new BytePointer(blue);
        BytePointer v = new BytePointer(red)) {
      reader.accept(
          new YuvPlanes(
              new Plane(y, width, height, width),
              new Plane(u, width / 2, height / 2, width / 2),
              new Plane(v, width / 2, height / 2, width / 2),
              false,
              colors));
    }
  }
}
