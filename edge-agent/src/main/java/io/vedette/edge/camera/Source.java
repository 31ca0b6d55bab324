package io.vedette.edge.camera;

import io.vedette.detector.DetectorException;
import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An opened stream of pictures. Used by one thread. */
interface Source extends AutoCloseable {

  /** A picture that has arrived. Its pixels are converted only when they are asked for. */
  @FunctionalInterface
  interface Arrival {

    /**
     * Its pixels. Must be called before the next picture is asked for.
     *
     * @param buffers for the pixels; a source with pixels of its own does not use them
     * @throws IOException when the source has broken
     */
    Picture picture(FrameBufferPool buffers) throws IOException;

    /**
     * What it shows, in the form in which it is cheapest to look at. Must be called before the next
     * picture is asked for.
     *
     * @param kept for decoded frames and pixels
     * @throws IOException when the source has broken
     */
    default FrameImage image(KeptFrames kept) throws IOException {
      return picture(kept.buffers());
    }

    /** Whether it is damaged. */
    default FrameDamage damage() {
      return FrameDamage.NONE;
    }
  }

  /**
   * Waits for the next picture; null at the end.
   *
   * @throws DetectorException when this picture is broken; the next may not be
   * @throws IOException when the source has broken
   */
  @Nullable Arrival next() throws IOException, DetectorException;

  /** Whether the source sets its own rate. */
  boolean live();

  /**
   * Whether the next picture is taken only on request: then {@link #next} is not called before a
   * picture is due.
   */
  default boolean asked() {
    return false;
  }

  /** Pictures per second that the source was recorded at; 0 when it has no rate. */
  double rate();

  /** What decodes the pictures; "" where there is nothing to say. */
  default String decoder() {
    return "";
  }

  @Override
  void close();
}
