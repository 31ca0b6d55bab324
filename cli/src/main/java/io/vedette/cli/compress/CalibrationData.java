package io.vedette.cli.compress;

import io.vedette.federated.compress.quantize.PictureSource;
import java.util.List;

/**
 * Pictures on which INT8 ranges are watched.
 *
 * @param digest names them: others have another
 */
public record CalibrationData(List<PictureSource> pictures, String digest) {

  public CalibrationData {
    pictures = List.copyOf(pictures);
  }
}
