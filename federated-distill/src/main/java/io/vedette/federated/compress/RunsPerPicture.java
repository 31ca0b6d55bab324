package io.vedette.federated.compress;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.image.Tiling;
import java.util.List;

/**
 * How often a detector's graph runs for a picture.
 *
 * @param pictures that it is asked about
 */
public record RunsPerPicture(List<Sample> pictures) {

  public RunsPerPicture {
    pictures = List.copyOf(pictures);
  }

  /**
   * Once for each tile and once for the whole; the mean over the pictures where they decide how
   * many tiles there are.
   *
   * @throws DetectorException when a picture is so large that it takes too many
   */
  public double of(DetectorSpec spec) throws DetectorException {
    if (!spec.tiles().automatic() || pictures.isEmpty()) {
      return spec.tiles().looks();
    }
    double sum = 0;
    for (Sample picture : pictures) {
      sum += looks(spec, picture);
    }
    return sum / pictures.size();
  }

  private static int looks(DetectorSpec spec, Sample picture) throws DetectorException {
    try {
      return Tiling.by(spec.tiles(), picture.width(), picture.height(), spec.input()).looks();
    } catch (IllegalArgumentException e) {
      throw new DetectorException(picture.file() + ": " + e.getMessage(), e);
    }
  }
}
