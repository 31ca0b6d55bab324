package io.vedette.federated.compress.quantize;

import io.vedette.detector.DetectorException;
import io.vedette.detector.InputSpec;
import io.vedette.detector.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pictures from which INT8 ranges are measured.
 *
 * @param digest names them
 */
public record CalibrationData(List<PictureSource> pictures, String digest) {

  /** Fewer say little about what a device will see. */
  private static final int FEW = 16;

  /** How many times smaller than the input a picture may be. */
  private static final int SMALLER = 4;

  /** No pictures. */
  public static final CalibrationData NONE = new CalibrationData(List.of(), "none");

  public CalibrationData {
    pictures = List.copyOf(pictures);
  }

  /** A line for people if there are few of them. */
  public Optional<String> warning() {
    return pictures.size() >= FEW
        ? Optional.empty()
        : Optional.of(
            "INT8 ranges are measured on "
                + pictures.size()
                + " pictures only; "
                + FEW
                + " or more, as different as the device will see, are better");
  }

  /**
   * The same pictures. One that is far too small for the input is refused when it is read: an
   * enlarged picture has other ranges than what a camera sees.
   */
  public CalibrationData suiting(InputSpec input) {
    List<PictureSource> checked = new ArrayList<>();
    for (PictureSource source : pictures) {
      int number = checked.size() + 1;
      checked.add(() -> checked(source.picture(), number, input));
    }
    return new CalibrationData(checked, digest);
  }

  private static Picture checked(Picture picture, int number, InputSpec input)
      throws DetectorException {
    int longer = Math.max(picture.width(), picture.height());
    if (longer * SMALLER < Math.max(input.width(), input.height())) {
      throw new DetectorException(
          "calibration picture "
              + number
              + " is "
              + picture.width()
              + "x"
              + picture.height()
              + ", far smaller than the model's input of "
              + input.width()
              + "x"
              + input.height()
              + "; give pictures as the device will see them");
    }
    return picture;
  }
}
