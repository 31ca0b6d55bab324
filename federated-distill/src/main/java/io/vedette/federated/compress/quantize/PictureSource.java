package io.vedette.federated.compress.quantize;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;

/** A picture that is decoded when it is asked for: {@code sample::picture}. */
@FunctionalInterface
public interface PictureSource {

  Picture picture() throws DetectorException;
}
