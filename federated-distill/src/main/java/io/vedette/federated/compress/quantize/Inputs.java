package io.vedette.federated.compress.quantize;

import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Preprocessor;
import io.vedette.detector.runtime.FloatTensor;
import java.nio.FloatBuffer;

/** A picture as a graph takes it. */
final class Inputs {

  private Inputs() {}

  /** {@code [1, 3, height, width]}. */
  static FloatTensor of(Picture picture, DetectorSpec spec) {
    long[] shape = {1, 3, spec.input().height(), spec.input().width()};
    FloatBuffer pixels = FloatBuffer.allocate(Preprocessor.size(spec.input()));
    Preprocessor.fill(picture, spec.input(), pixels);
    return new FloatTensor(shape, pixels.rewind());
  }
}
