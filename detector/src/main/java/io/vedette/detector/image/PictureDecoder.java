package io.vedette.detector.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYCOLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYDEPTH;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.header.Orientation;
import io.vedette.detector.image.header.PictureFormat;
import io.vedette.detector.image.header.PictureHeader;
import io.vedette.detector.image.header.PictureSize;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes upright pictures of the size that their header states. */
final class PictureDecoder {

  private PictureDecoder() {}

  static Picture decode(byte[] encoded, String where) throws DetectorException {
    PictureHeader header = PictureHeader.read(encoded, where);
    Picture picture;
    try (Mat buffer = OpenCvMats.of(encoded);
        Mat decoded = imdecode(buffer, IMREAD_IGNORE_ORIENTATION | kind(header))) {
      if (decoded == null || decoded.empty()) {
        throw damaged(where);
      }
      picture = upright(eightBits(decoded, header), orientation(header));
    } catch (RuntimeException e) {
      throw new DetectorException(where + ": the picture is damaged; send it again", e);
    }
    if (!header.displayed().equals(new PictureSize(picture.width(), picture.height()))) {
      throw damaged(where);
    }
    return picture;
  }

  private static int kind(PictureHeader header) {
    return header.samples().deep() ? IMREAD_ANYCOLOR | IMREAD_ANYDEPTH : IMREAD_COLOR;
  }

  /** OpenCV turns TIFF pictures itself, even if its flag says not to. */
  private static Orientation orientation(PictureHeader header) {
    return header.format() == PictureFormat.TIFF ? Orientation.NORMAL : header.orientation();
  }

  private static Picture eightBits(Mat decoded, PictureHeader header) {
    return decoded.type() == CV_8UC3
        ? OpenCvMats.toPicture(decoded)
        : new Picture(decoded.cols(), decoded.rows(), DeepPixels.bgr(decoded, header.samples()));
  }

  private static Picture upright(Picture stored, Orientation orientation) {
    if (orientation == Orientation.NORMAL) {
      return stored;
    }
    try (Mat mat = OpenCvMats.of(stored)) {
      return OpenCvMats.turned(mat, orientation);
    }
  }

  private static DetectorException damaged(String where) {
    return new DetectorException(where + ": the picture is damaged; send it again");
  }
}
