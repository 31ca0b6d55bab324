package io.vedette.detector.image;

import io.vedette.detector.FrameImage;
import java.util.function.Consumer;

/** An image of which brightness and colour differences lie in planes, as video codecs give it. */
public interface PlanarImage extends FrameImage {

  /**
   * Lends the planes while {@code reader} runs.
   *
   * @throws IllegalStateException when the image has been given back
   */
  void read(Consumer<YuvPlanes> reader);
}
