package io.vedette.cli.option;

import io.vedette.detector.DetectorException;
import io.vedette.detector.InputSpec;
import io.vedette.detector.Picture;
import io.vedette.federated.compress.quantize.PictureSource;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures on which INT8 ranges are watched.
 *
 * @param digest names them: others have another
 */
public record CalibrationData(List<PictureSource> pictures, String digest) {

  /** Fewer say little about what a device will see. */
  private static final int FEW = 16;

  /** How many times smaller than the input a picture may be. */
  private static final int SMALLER = 4;

  public CalibrationData {
    pictures = List.copyOf(pictures);
  }

  /** Says so where there are few of them. */
  public void warn(PrintWriter err) {
    if (pictures.size() < FEW) {
      err.println(
          "INT8 ranges are watched on "
              + pictures.size()
              + " pictures only; "
              + FEW
              + " or more, as different as the device will see, are better");
    }
  }

  /**
   * The same pictures, each refused when it is asked for if it is far too small for an input: what
   * is blown up has other ranges than what a camera sees.
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
