package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.nio.file.Path;
import java.util.List;

/**
 * One labelled picture.
 *
 * @param id unique within its dataset; COCO's image id where there is one
 * @param file the encoded picture; it is not opened before {@link #picture()}
 * @param width pixels, as decoded: a camera's orientation tag is applied
 * @param height pixels, as decoded
 */
public record Sample(String id, Path file, int width, int height, List<Truth> truths) {

  public Sample {
    truths = List.copyOf(truths);
  }

  /**
   * Decodes the picture upright.
   *
   * @throws DetectorException when the file is gone, damaged or no picture
   */
  public Picture picture() throws DetectorException {
    return Pictures.read(file);
  }
}
