package io.vedette.detector.runtime;

import io.vedette.detector.DetectorException;
import io.vedette.detector.InputSpec;
import io.vedette.detector.image.PixelType;
import java.util.Map;

/** The numbers in which a graph takes its picture: as ONNX Runtime and as OpenCV call them. */
record PixelFormat(TensorElementType element, PixelType type) {

  private static final Map<TensorElementType, PixelType> KNOWN =
      Map.of(
          TensorElementType.FLOAT, PixelType.FLOAT32,
          TensorElementType.FLOAT16, PixelType.FLOAT16,
          TensorElementType.UINT8, PixelType.UINT8);

  /**
   * @throws DetectorException when pictures cannot be written so
   */
  static PixelFormat of(OnnxSession session, InputSpec input, String where)
      throws DetectorException {
    var info = session.input(input.name());
    TensorElementType element = TensorElementType.of(info.type).orElse(null);
    PixelType type = element == null ? null : KNOWN.get(element);
    if (element == null || type == null) {
      throw new DetectorException(
          where
              + ": input '"
              + input.name()
              + "' takes pixels of type "
              + info.type
              + "; export it with float32, float16 or uint8 pixels");
    }
    if (type == PixelType.UINT8 && !input.keepsPixels()) {
      throw new DetectorException(
          where
              + ": input '"
              + input.name()
              + "' takes uint8 pixels, which its spec would scale; give scale 1, mean 0 and std 1");
    }
    return new PixelFormat(element, type);
  }
}
