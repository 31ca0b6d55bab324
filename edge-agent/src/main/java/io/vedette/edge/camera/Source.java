package io.vedette.edge.camera;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An opened stream of pictures. Used by one thread. */
interface Source extends AutoCloseable {

  /**
   * A picture that has come. Who does not want it passes it over by asking for the next, and spends
   * nothing on its pixels.
   */
  @FunctionalInterface
  interface Arrival {

    /**
     * Its pixels, to be had until the next picture is asked for.
     *
     * @param memory where they may lie; a source that has them in memory of their own needs none
     * @throws IOException when the source has broken
     */
    Picture picture(FrameBufferPool memory) throws IOException;

    /** Whether it shows what was before the camera. */
    default FrameDamage damage() {
      return FrameDamage.NONE;
    }
  }

  /**
   * Waits for the next picture; null when there is none any more.
   *
   * @throws DetectorException when this picture is of no use; the next may be
   * @throws IOException when the source has broken
   */
  @Nullable Arrival next() throws IOException, DetectorException;

  /** Whether pictures come when they come: a live source sets its own pace. */
  boolean live();

  /**
   * Whether the next picture is taken only when it is asked for: then {@link #next} is not called
   * before a picture is due.
   */
  default boolean asked() {
    return false;
  }

  /** Pictures per second that the source was recorded at; 0 when it has no rate. */
  double rate();

  /** What decodes the pictures, for people; "" where nothing needs to be said. */
  default String decoder() {
    return "";
  }

  @Override
  void close();
}
