package io.vedette.federated.compress.quantize;

import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Preprocessor;
import io.vedette.detector.runtime.FloatTensor;
import java.nio.FloatBuffer;

/** A picture as a graph takes it. */
final class CalibrationInput {

  private CalibrationInput() {}

  /** In the shape that the graph takes, for one picture. */
  static FloatTensor of(Picture picture, DetectorSpec spec) {
    FloatBuffer pixels = FloatBuffer.allocate(Preprocessor.size(spec.input()));
    Preprocessor.fill(picture, spec.input(), pixels);
    return new FloatTensor(spec.input().shape(1), pixels.rewind());
  }
}
