package io.vedette.detector.image;

import java.nio.ByteBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/** The memory of an input tensor in one layout, onto which fitted pictures are drawn. */
sealed interface TensorCanvas extends AutoCloseable permits PlaneCanvas, PixelCanvas {

  /** The tensor's bytes, row-major, in the machine's own order. */
  ByteBuffer bytes();

  /**
   * The place of a picture; what lies around it becomes the border's grey.
   *
   * @param index which picture of the batch, from 0
   * @param where the picture lies in its part of the tensor
   */
  Spot spot(int index, Letterbox where);

  @Override
  void close();

  /** Where one picture of the batch is drawn, again and again. */
  interface Spot extends AutoCloseable {

    /**
     * @param fitted blue, green, red, 8 bits each, of the size of the place
     */
    void draw(Mat fitted);

    /** The same from a decoded frame that has the size of the place. */
    default void draw(PlaneFitting fitted) {
      draw(fitted.pixels());
    }

    @Override
    void close();
  }
}
